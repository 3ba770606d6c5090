import type { slots as english } from '../en/slots.ts'
import type { SameKeys } from '../shape.ts'

export const slots: SameKeys<typeof english> = {
  chooseDay: 'दिन',
  chooseTime: '{{day}} को खाली समय',
  chosen: 'चुना गया समय: {{time}}',
  freeCount: '{{free}} खाली',
  fromDay: 'सप्ताह इस दिन से',
  loading: 'खाली समय देखा जा रहा है …',
  nextWeek: 'अगला सप्ताह',
  noneOnDay: '{{day}} को कोई समय खाली नहीं है। दूसरा दिन चुनें।',
  noneThisWeek: 'इन सात दिनों में कोई समय खाली नहीं है।',
  nothingFree: 'भरा हुआ',
  previousWeek: 'पिछला सप्ताह',
  taken: {
    book: 'इसके आसपास खाली समय। एक क्लिक में बुक हो जाएगा:',
    bookAt: '{{time}} बुक करें',
    patient: '{{name}} {{from}} से {{to}} तक व्यस्त हैं।',
    pick: 'इनमें से कोई समय खाली है:',
    room: 'कमरा {{from}} से {{to}} तक खाली नहीं है।',
    therapist: '{{name}} {{from}} से {{to}} तक व्यस्त हैं।',
  },
}
