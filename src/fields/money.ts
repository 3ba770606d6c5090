import type { NumberField } from 'payload'

type Options = Partial<
  Omit<NumberField, 'hasMany' | 'maxRows' | 'minRows' | 'name' | 'type' | 'validate'>
> & { name: string }

/**
 * An amount in integer minor units of the tenant's currency (MON-1). The form takes and shows it in
 * major units, the API in minor ones. Names end in `Minor`.
 */
export const moneyField = ({ admin, name, ...rest }: Options): NumberField => ({
  ...rest,
  name,
  type: 'number',
  admin: {
    ...admin,
    components: {
      Cell: 'caseload/client#MoneyCell',
      Field: 'caseload/client#MoneyField',
      ...admin?.components,
    },
  },
})
