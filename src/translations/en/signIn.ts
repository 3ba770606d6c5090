export const signIn = {
  code: {
    backup: 'Backup code',
    backupLead: 'Type one of the ten codes that you kept when you set this up. Each works once.',
    label: 'Code of six digits',
    lead: 'Open the app on your phone that shows your codes, and type the one for this address.',
    startAgain: 'Sign in as somebody else',
    title: 'Second step',
    useApp: 'Use the code of the app',
    useBackup: 'Use a backup code',
  },
  email: 'E-mail',
  forgot: 'Forgot your password?',
  password: 'Password',
  submit: 'Sign in',
  title: 'Sign in',
  waiting:
    'Too many wrong tries from here. Wait {{minutes}} min, then try again. Your password was not changed.',
}
