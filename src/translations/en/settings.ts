export const settings = {
  channels: {
    email: 'E-mail only',
    'email-sms': 'E-mail, else SMS',
    none: 'As switched on above',
    sms: 'SMS only',
    'sms-email': 'SMS, else e-mail',
  },
  chargeAt: { booking: 'When it is booked', completion: 'When it is completed' },
  faults: {
    amount: 'Write an amount of 0 or more, such as 250.00.',
    range: 'Choose a whole number from {{min}} to {{max}}.',
    reminders: 'Each reminder needs a whole number of hours from 1 to 720, none of them twice.',
    window: 'Write both times as HH:mm, the end after the start.',
  },
  fees: {
    fixed: 'A fixed amount',
    full: 'The full price',
    none: 'No fee',
    override: 'The fee of the therapy type',
    percent: 'A share of the price',
    share: 'Per cent of the price',
    sum: 'Amount in {{currency}}',
  },
  fields: {
    adultAgeYears: {
      help: 'From this age somebody can be registered as their own {{contact}}.',
      label: 'Adult age',
    },
    autoUseCredit: {
      help: 'As soon as something is charged, money paid in advance settles it. Off: credit stays until somebody uses it.',
      label: 'Use credit by itself',
    },
    bookingHorizonDays: {
      help: 'Free times are offered this far ahead. Later ones can still be booked by hand.',
      label: 'How far ahead free times are offered',
    },
    careTeamFromSessions: {
      help: 'Booking a {{session}} lets its {{therapist}} see that {{patient}} and the record.',
      label: 'Booking adds to the care team',
    },
    chargeAt: {
      help: 'From this moment the price is owed. At booking, dues also contain what lies ahead.',
      label: 'When a {{session}} is charged',
    },
    checkInOpensMinutes: {
      help: 'Arrival can be noted this long before the start, not earlier.',
      label: 'Check-in opens before the start',
    },
    confirmationChannels: {
      help: 'The first way that reaches the {{contact}} is taken, unless they have an order of their own.',
      label: 'How confirmations are sent',
    },
    confirmationEnabled: {
      help: 'A message goes out at once after booking.',
      label: 'Confirm bookings',
    },
    emailEnabled: {
      help: 'Off: no message of this clinic goes by e-mail.',
      label: 'Send by e-mail',
    },
    idleMinutes: {
      help: 'Whoever does nothing for so long is signed out.',
      label: 'Sign out when idle',
    },
    invitationHours: {
      help: 'The link of an invitation works once, and for so long.',
      label: 'Invitations are good for',
    },
    lateFee: {
      help: 'What a cancellation by the family costs after the free time has ended.',
      label: 'Fee for a late cancellation',
    },
    maxRetries: {
      help: 'When the service says “later”, a message is tried again this often, then it counts as failed.',
      label: 'Try again',
    },
    mergeWithinMinutes: {
      help: 'Two reminders of the same {{session}} that would leave within this time of each other become one: the later one goes out. Reminders of different {{sessions}} stay apart.',
      label: 'Merge reminders',
    },
    mfaRoles: {
      help: 'Who has one of these roles signs in with a code of an app too. Until the codes are set up, this clinic stays closed to them.',
      label: 'Codes at sign-in',
    },
    noShowAfterMinutes: {
      help: 'So long after the start nobody can be marked as not having come.',
      label: 'Wait before a no-show',
    },
    noShowCorrectionDays: {
      help: 'For so many days a no-show can still become an arrival; its fee goes then.',
      label: 'Correct a no-show',
    },
    noShowFee: {
      help: 'What a {{session}} costs that nobody came to.',
      label: 'Fee for a no-show',
    },
    operatorOverbooks: {
      help: 'The front desk may book outside working hours, with a reason. Nobody is ever booked twice at the same time.',
      label: 'Front desk may book outside working hours',
    },
    operatorRecordsPayments: {
      help: 'Off: only admins and accountants record payments.',
      label: 'Front desk records payments',
    },
    passwordMinLength: {
      help: 'For new passwords; those that are there stay.',
      label: 'Length of a password',
    },
    pastEntryDays: {
      help: 'A {{session}} that was forgotten can be entered afterwards, up to this far back.',
      label: 'How far back can be entered',
    },
    reminders: {
      help: 'Each goes out so many hours before the start, or earlier where the hours below and the weekend ask for it. One that is off stays in the list.',
      label: 'Reminders',
    },
    retryDelayMinutes: {
      help: 'The time between two tries.',
      label: 'Wait before trying again',
    },
    sendOnWeekends: {
      help: 'Off: a reminder that would leave on Saturday or Sunday leaves on Friday.',
      label: 'Send reminders on weekends',
    },
    signInDays: {
      help: 'After so many days everybody signs in anew, however busy they were.',
      label: 'A sign-in lasts at most',
    },
    slotStepMinutes: {
      help: 'Free times begin every so many minutes, counted from the start of the working hours.',
      label: 'Step between free times',
    },
    smsEnabled: {
      help: 'Off: no message of this clinic goes by SMS.',
      label: 'Send by SMS',
    },
    therapistSeesAmounts: {
      help: 'Off: a {{therapist}} sees whether something is paid, but no amounts.',
      label: 'Prices and payments shown to {{therapists}}',
    },
    windowEndTime: {
      help: 'A reminder that would leave later leaves before this time. One goes out at its own time where nothing allowed is left.',
      label: 'Reminders until',
    },
    windowStartTime: {
      help: 'A reminder that would leave earlier leaves the evening before. The clock is that of the {{contact}}, else of the location. What tells of a booking, a move or a cancellation goes out at once.',
      label: 'Reminders from',
    },
    windowHours: {
      help: 'Until so long before the start cancelling costs nothing.',
      label: 'Free cancellation until',
    },
  },
  first: 'At first: {{value}}.',
  groups: {
    billing: 'Billing',
    cancellation: 'Cancellation',
    messaging: 'Messages and reminders',
    people: 'People',
    scheduling: 'Scheduling',
    security: 'Sign-in',
  },
  lead: 'What this clinic decides for itself. A change acts on later events only: prices, charges and papers stay as they are; reminders that have not gone out are planned anew.',
  off: 'Off',
  on: 'On',
  reminders: {
    add: 'Add a reminder',
    before: '{{hours}} hours before',
    hours: '{{name}}: hours before the start',
    one: 'Reminder {{number}}',
    remove: 'Remove {{name}}',
    unit: 'hours before',
    ways: '{{name}}: how it is sent',
  },
  rest: 'The same settings as a plain form, with their earlier versions',
  roles: {
    accountant: 'Accountant',
    admin: 'Admin',
    none: 'Nobody',
    operator: 'Front desk',
    therapist: '{{therapist}}',
  },
  save: {
    changed:
      'Somebody else changed these settings at {{time}}, so nothing was saved. What you typed is still here, beside what is stored now. Save again to keep yours.',
    faulty: 'Nothing was saved yet. Please look at the marked fields.',
    none: 'Everything is saved.',
    open: 'Changes not saved: {{changes}}',
    saved: 'Saved at {{time}}. It acts from now on.',
  },
  stored: 'Stored: {{value}}',
  times: '{{times}} times',
  title: 'Clinic settings',
  unit: {
    characters: 'characters',
    days: 'days',
    hours: 'hours',
    minutes: 'minutes',
    times: 'times',
    years: 'years',
  },
  words: {
    change: 'Change the words',
    contact: 'Who is told and pays',
    contacts: 'Several of them',
    fixed: 'The words are part of the clinic itself. Ask whoever runs the platform to change them.',
    help: 'These words stand on the pages of the clinic: board, day, dashboard, {{patient}}, {{session}}, settings. The menu, the lists and the forms of the panel say the words of the whole installation, and messages say “appointment”.',
    patient: 'Who is treated',
    patients: 'Several of them',
    session: 'What is booked',
    sessions: 'Several of them',
    therapist: 'Who treats',
    therapists: 'Several of them',
    title: 'The words of this clinic',
  },
} as const
