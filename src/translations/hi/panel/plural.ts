import type { plural as english } from '../../en/panel/plural.ts'
import type { SameKeys } from '../../shape.ts'

export const plural: SameKeys<typeof english> = {
  'account-states': 'खातों की स्थितियाँ',
  attendances: 'उपस्थितियाँ',
  'audit-log': 'ऑडिट लॉग',
  availability: 'काम के घंटे',
  contacts: '{{Contacts}}',
  'ledger-accounts': 'खाते',
  'ledger-entries': 'बही प्रविष्टियाँ',
  'ledger-transfers': 'लेन-देन',
  locations: 'स्थान',
  memberships: 'सदस्यताएँ',
  notifications: 'संदेश',
  patients: '{{Patients}}',
  'payment-allocations': 'भुगतान का बँटवारा',
  payments: 'भुगतान',
  pricing: 'मूल्य',
  rooms: 'कमरे',
  'session-events': '{{Session}} का इतिहास',
  sessions: '{{Sessions}}',
  settings: 'सेटिंग',
  tenants: 'क्लिनिक',
  'therapy-types': 'थेरेपी के प्रकार',
  users: 'यहाँ काम करने वाले',
}
