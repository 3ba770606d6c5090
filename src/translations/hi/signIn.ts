import type { signIn as english } from '../en/signIn.ts'
import type { SameKeys } from '../shape.ts'

export const signIn: SameKeys<typeof english> = {
  code: {
    backup: 'बैकअप कोड',
    backupLead: 'सेट करते समय जो दस कोड आपने सँभालकर रखे थे, उनमें से एक लिखें। हर कोड एक ही बार चलता है।',
    label: 'छह अंकों का कोड',
    lead: 'फ़ोन में कोड वाला ऐप खोलें और इस पते का कोड लिखें।',
    startAgain: 'किसी और खाते से साइन इन करें',
    title: 'दूसरा चरण',
    useApp: 'ऐप का कोड लिखें',
    useBackup: 'बैकअप कोड लिखें',
  },
  email: 'ई-मेल',
  forgot: 'पासवर्ड भूल गए?',
  password: 'पासवर्ड',
  submit: 'साइन इन करें',
  title: 'साइन इन',
  waiting: 'यहाँ से कई बार गलत कोशिश हुई। {{minutes}} मिनट रुककर फिर कोशिश करें। आपका पासवर्ड नहीं बदला है।',
}
