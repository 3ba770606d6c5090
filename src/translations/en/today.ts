export const today = {
  title: 'My day',
} as const
