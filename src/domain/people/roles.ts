/** Roles of a membership (USR-2). Several add up. */
export const ROLES = ['admin', 'operator', 'therapist', 'accountant'] as const
export type Role = (typeof ROLES)[number]

export const isRole = (value: unknown): value is Role => ROLES.includes(value as Role)

/** A role that stands outside every tenant. */
export const PLATFORM_ROLES = ['super-admin'] as const
export type PlatformRole = (typeof PLATFORM_ROLES)[number]
