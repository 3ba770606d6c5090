/** The platform looks into a clinic, and the clinic is told (USR-8). */
export const breakGlass = {
  banner: {
    clinic:
      '{{by}} of the platform looks into {{clinic}} until {{time}}: {{reason}}. Everything that is opened is recorded.',
    own: 'You look into {{clinic}} until {{time}} ({{zone}}). Everything you open is recorded.',
  },
  end: 'End',
  lead: {
    clinic:
      'Whoever runs the platform sees nothing of your {{patients}} and your money, unless they open your clinic for reading, with a reason, for 60 minutes. You are told at once and can end it here.',
    platform:
      'The records of a clinic open for reading only, for 60 minutes and with a reason. The admins of the clinic are told at once, everything you open is recorded, and they can end it.',
  },
  mail: {
    body: '{{by}} of the platform opened the records of {{clinic}} for reading.\n\nReason: {{reason}}\nUntil: {{until}}\n\nEverything that is opened is recorded. As an admin of the clinic you can end this at any time in the admin panel.',
    subject: 'The platform looks into {{clinic}}',
  },
  open: {
    choose: 'Choose a clinic',
    clinic: 'Clinic',
    help: 'At least {{min}} characters. The clinic reads it. Name no {{patient}}.',
    reason: 'Why',
    submit: 'Open for 60 minutes',
    title: 'Look into a clinic',
  },
  past: {
    none: 'Nobody has looked into a clinic yet.',
    span: '{{from}} – {{until}}',
    title: 'Earlier looks',
  },
  running: {
    none: 'Nobody looks into a clinic at the moment.',
    title: 'At this moment',
    until: 'until {{time}} ({{zone}})',
  },
  title: 'Looks into the clinic',
}
