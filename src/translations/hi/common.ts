import type { common as english } from '../en/common.ts'
import type { SameKeys } from '../shape.ts'

export const common: SameKeys<typeof english> = {
  actions: {
    back: 'वापस',
    save: 'सहेजें',
    working: 'काम चल रहा है …',
  },
  due: '{{amount}} बकाया',
  minutes: '{{minutes}} मिनट',
  nav: {
    audit: 'किसने क्या किया',
    board: 'स्वागत डेस्क',
    breakGlass: 'प्लेटफ़ॉर्म की पहुँच',
    dashboard: 'डैशबोर्ड',
    security: 'साइन इन और सुरक्षा',
    settings: 'क्लिनिक की सेटिंग',
    team: 'टीम',
    today: 'मेरा दिन',
  },
  skip: 'सीधे सामग्री पर जाएँ',
  status: {
    cancelled: 'रद्द',
    'checked-in': 'पहुँच गए',
    completed: 'पूरा हुआ',
    confirmed: 'पुष्ट',
    expired: 'समय निकल गया',
    held: 'रोका हुआ',
    'in-progress': 'चल रहा है',
    'late-cancelled': 'देर से रद्द',
    'no-show': 'नहीं आए',
    requested: 'अनुरोध किया गया',
    rescheduled: 'समय बदला गया',
    scheduled: 'तय',
  },
  times: { zone: 'समय {{zone}} के अनुसार' },
  trouble: {
    failed: 'यह नहीं हो सका। कुछ भी नहीं बदला; कृपया फिर कोशिश करें।',
    offline: 'सर्वर से संपर्क नहीं हो रहा। आपका लिखा सुरक्षित है; थोड़ी देर में फिर कोशिश करें।',
    signedOut: 'आप साइन आउट हो चुके हैं। दूसरे टैब में साइन इन करके फिर कोशिश करें।',
  },
}
