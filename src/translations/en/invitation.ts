export const invitation = {
  bad: {
    title: 'This link does not work',
    unknown: 'Perhaps only a part of it was copied. Ask whoever invited you for a new one.',
  },
  done: {
    lead: 'From now on you sign in as {{email}}.',
    title: 'You belong to {{clinic}}',
  },
  firstName: 'First name',
  known: 'You have an account as {{email}}. Its name and password stay as they are.',
  lastName: 'Last name',
  lead: 'You will sign in as {{email}}.',
  password: 'Choose a password',
  present: 'Your password',
  submit: 'Join {{clinic}}',
  title: 'Welcome to {{clinic}}',
}
