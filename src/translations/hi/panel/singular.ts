import type { singular as english } from '../../en/panel/singular.ts'
import type { SameKeys } from '../../shape.ts'

export const singular: SameKeys<typeof english> = {
  'account-states': 'खाते की स्थिति',
  attendances: 'उपस्थिति',
  'audit-log': 'ऑडिट पंक्ति',
  availability: 'काम के घंटे',
  contacts: '{{Contact}}',
  'ledger-accounts': 'खाता',
  'ledger-entries': 'बही प्रविष्टि',
  'ledger-transfers': 'लेन-देन',
  locations: 'स्थान',
  memberships: 'सदस्यता',
  notifications: 'संदेश',
  patients: '{{Patient}}',
  'payment-allocations': 'भुगतान का बँटवारा',
  payments: 'भुगतान',
  pricing: 'मूल्य',
  rooms: 'कमरा',
  'session-events': '{{Session}} की घटना',
  sessions: '{{Session}}',
  settings: 'सेटिंग',
  tenants: 'क्लिनिक',
  'therapy-types': 'थेरेपी का प्रकार',
  users: 'यहाँ काम करने वाला व्यक्ति',
}
