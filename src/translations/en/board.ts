export const board = {
  title: 'Front desk',
} as const
