'use client'
import { type Role, ROLES } from '../../../../domain/people/roles.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'

interface RoleListProps {
  readonly id: string
  readonly onChange: (roles: readonly Role[]) => void
  readonly roles: readonly Role[]
}

/** Some of the roles, each with a box. */
export const RoleList = ({ id, onChange, roles }: RoleListProps) => {
  const { texts } = useScreen()
  return (
    <>
      {ROLES.map((role) => (
        <label className="cl-setting__part" htmlFor={`${id}-${role}`} key={role}>
          <input
            checked={roles.includes(role)}
            id={`${id}-${role}`}
            onChange={({ target }) => {
              onChange(ROLES.filter((one) => (one === role ? target.checked : roles.includes(one))))
            }}
            type="checkbox"
          />
          {texts(`settings:roles:${role}`)}
        </label>
      ))}
    </>
  )
}
