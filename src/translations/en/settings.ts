export const settings = {
  title: 'Clinic settings',
} as const
