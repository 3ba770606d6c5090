import type { about as english } from '../../en/panel/about.ts'
import type { SameKeys } from '../../shape.ts'

export const about: SameKeys<typeof english> = {
  memberships: 'इस क्लिनिक में कौन किस भूमिका में काम करता है। कई भूमिकाएँ जुड़ती हैं।',
  notifications: 'क्या भेजा गया, जा रहा है और भेजा जाएगा। सैंडबॉक्स में कुछ भी बाहर नहीं जाता।',
  'payment-allocations': 'केवल जोड़ा जाता है; जो वापस लिया गया वह ऋणात्मक राशि के रूप में रहता है।',
  tenants: 'हर क्लिनिक की एक पंक्ति। सेटिंग अलग रखी जाती है ताकि एडमिन उसे बदल सकें।',
}
