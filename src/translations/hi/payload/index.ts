import { authentication } from './authentication.ts'
import { dashboard } from './dashboard.ts'
import { error } from './error.ts'
import { fields } from './fields.ts'
import { general } from './general.ts'
import { operators } from './operators.ts'
import { validation } from './validation.ts'

/**
 * Payload's own texts in Hindi, which Payload does not bring, as far as a clinic meets them: uploads,
 * versions, folders and translated documents keep their English, because we have none.
 */
export const payloadInHindi = {
  authentication,
  dashboard,
  error,
  fields,
  general,
  operators,
  validation,
  'plugin-multi-tenant': {
    'assign-tenant-button-label': 'क्लिनिक चुनें',
    'assign-tenant-modal-title': '"{{title}}" का क्लिनिक चुनें',
    'field-assignedTenant-label': 'क्लिनिक',
    'nav-tenantSelector-label': 'क्लिनिक',
  },
}
