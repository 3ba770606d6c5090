import type { invitation as english } from '../en/invitation.ts'
import type { SameKeys } from '../shape.ts'

export const invitation: SameKeys<typeof english> = {
  bad: {
    title: 'यह लिंक काम नहीं कर रहा',
    unknown: 'शायद लिंक अधूरा कॉपी हुआ है। जिन्होंने आपको बुलाया है उनसे नया लिंक माँगें।',
  },
  done: {
    lead: 'अब आप {{email}} से साइन इन कर सकते हैं।',
    title: 'आप {{clinic}} से जुड़ गए हैं',
  },
  firstName: 'नाम',
  known: 'आपका खाता {{email}} पहले से है। उसका नाम और पासवर्ड वैसे ही रहेंगे।',
  lastName: 'उपनाम',
  lead: 'आप {{email}} से साइन इन करेंगे।',
  password: 'पासवर्ड चुनें',
  present: 'आपका पासवर्ड',
  submit: '{{clinic}} से जुड़ें',
  title: '{{clinic}} में आपका स्वागत है',
}
