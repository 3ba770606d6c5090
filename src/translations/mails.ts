import type { Language } from './index.ts'

interface Mail {
  readonly subject: string
  readonly text: string
}

/** What the product itself writes to people's mailboxes; `{{link}}` and its like are filled in. */
export const mails: Readonly<Record<Language, Readonly<Record<'invitation' | 'reset', Mail>>>> = {
  en: {
    invitation: {
      subject: 'You are invited to {{clinic}}',
      text: 'You are invited to work in {{clinic}}. Open this link to accept; it works once, for {{hours}} hours: {{link}}',
    },
    reset: {
      subject: 'A new password',
      text: 'Somebody, hopefully you, asked for a new password. Open this link to choose one; it works once, for one hour: {{link}} If it was not you, nothing needs to be done.',
    },
  },
  hi: {
    invitation: {
      subject: '{{clinic}} में आपका निमंत्रण',
      text: 'आपको {{clinic}} में काम करने के लिए आमंत्रित किया गया है। स्वीकार करने के लिए यह लिंक खोलें; यह एक बार और {{hours}} घंटे तक काम करता है: {{link}}',
    },
    reset: {
      subject: 'नया पासवर्ड',
      text: 'किसी ने, शायद आपने, नया पासवर्ड माँगा है। उसे चुनने के लिए यह लिंक खोलें; यह एक बार और एक घंटे तक काम करता है: {{link}} यदि यह आप नहीं थे, तो कुछ करने की ज़रूरत नहीं।',
    },
  },
}
