/** The platform looks into a clinic, and the clinic is told (USR-8). */
export const breakGlass = {
  mail: {
    body: '{{by}} of the platform opened the records of {{clinic}} for reading.\n\nReason: {{reason}}\nUntil: {{until}}\n\nEverything that is opened is recorded. As an admin of the clinic you can end this at any time in the admin panel.',
    subject: 'The platform looks into {{clinic}}',
  },
}
