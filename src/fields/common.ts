import type {
  CheckboxField,
  DateField,
  JSONField,
  NumberField,
  RelationshipField,
  SelectField,
  TextField,
} from 'payload'
import { nobody } from '../access/fieldAccess.ts'

/** Rows with history are not deleted but deactivated (house rule 1). */
export const activeField: CheckboxField = {
  name: 'active',
  type: 'checkbox',
  admin: { position: 'sidebar' },
  defaultValue: true,
  index: true,
}

type DataField =
  CheckboxField | DateField | JSONField | NumberField | RelationshipField | SelectField | TextField

/** Makes a field that the system writes: shown, never typed. A body that differs is refused (`read-only-field`). */
export const systemField = <F extends DataField>(field: F): F => ({
  ...field,
  access: { ...field.access, create: nobody, update: nobody },
  admin: { ...field.admin, readOnly: true },
  custom: { ...field.custom, isSystemField: true },
})

/** A number people say on the phone, such as `PT-000001`; given by the system, without gaps. */
export const numberField: TextField = systemField({
  name: 'number',
  type: 'text',
  admin: { position: 'sidebar' },
  index: true,
})

/** The name under which a row without one of its own is shown, read from a relation. */
export const titleField = (path: string): TextField => ({
  name: 'title',
  type: 'text',
  admin: { hidden: true },
  virtual: path,
})

/** The caller's idempotency key (API-4): the same key and body book or pay once. */
export const requestKeyField: TextField = {
  name: 'requestKey',
  type: 'text',
  admin: { hidden: true },
  maxLength: 200,
}
