export const dashboard = {
  about: 'What this counts',
  actions: {
    board: 'Book {{session}}',
    patient: 'New {{patient}}',
    payment: 'Record payment',
    settings: 'Clinic settings',
  },
  asOf: 'Figures as of {{time}}.',
  beside: 'Compared with {{from}} to {{to}}.',
  change: {
    less: '−{{percent}}, down from {{before}} last month',
    more: '+{{percent}}, up from {{before}} last month',
    none: 'Nothing last month to compare with',
    same: 'The same as last month: {{before}}',
  },
  chart: {
    empty: 'No revenue in these six months. It appears here with the first charge.',
    lead: 'Six months, this one up to today',
    month: 'Month',
    title: 'Revenue by month',
  },
  dues: {
    about:
      'What all {{patients}} together owe now, as the ledger has it. “Last month” is what they owed at the end of the same day of last month; what was entered late counts from its own date.',
    label: 'Outstanding dues',
    rows: 'Show who owes',
  },
  fresh: 'Update now',
  latest: {
    empty: 'None yet. Book the first one, and it appears here once it has begun.',
    title: 'Latest {{sessions}}',
  },
  lead: '{{from}} to {{to}}.',
  revenue: {
    about:
      'What the {{sessions}} cost whose charges count on these days, whether paid or not. A charge counts on the date that the {{session}} had when it was charged, also when it is moved later. What cancellations and price changes took back is taken off, on the date that the {{session}} has then; waivers and write-offs are not. The ledger writes income with a minus sign.',
    label: 'Revenue',
    rows: 'Show the ledger entries',
  },
  sessions: {
    about:
      'Every {{session}} of these days, today included, that was not cancelled, cancelled late, expired or moved away. One nobody came to is counted.',
    label: '{{Sessions}}',
    rows: 'Show the list',
  },
  title: 'Dashboard',
  use: {
    available: 'Available',
    below: 'Below target',
    booked: 'Booked',
    empty: 'Nobody has working hours yet. Add them under Availability.',
    hours: '{{hours}} h',
    reached: 'On target',
    target: 'Target: {{target}}',
    therapist: '{{Therapist}}',
    title: 'Utilisation by {{therapist}}',
    total: 'Together',
  },
  utilisation: {
    about:
      'Booked time divided by available time on these days. Booked is the time of the {{sessions}} counted here; available are the working hours entered under Availability, of everybody who can be booked now.',
    label: 'Utilisation',
    rows: 'Show by {{therapist}}',
  },
} as const
