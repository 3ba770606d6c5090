export const slots = {
  chooseDay: 'Day',
  chooseTime: 'Free times on {{day}}',
  chosen: 'Chosen: {{time}}',
  freeCount: '{{free}} free',
  fromDay: 'Week from',
  loading: 'Looking for free times …',
  nextWeek: 'Next week',
  noneOnDay: 'No free time on {{day}}. Choose another day.',
  noneThisWeek: 'No free time in these seven days.',
  nothingFree: 'full',
  previousWeek: 'Previous week',
} as const
