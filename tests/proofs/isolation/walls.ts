import type { TestApp } from '../../support/app.ts'

const WALLED = `select polrelid::regclass as tab from pg_policy where polname = 'tenant_wall'`

/** Takes the second wall down in this database alone. */
export const takeWallsDown = async ({ sql }: Pick<TestApp, 'sql'>): Promise<void> => {
  await sql(`do $$ declare r record; begin
    for r in ${WALLED} loop execute format('alter table %s disable row level security', r.tab); end loop;
  end $$`)
}

export const putWallsUp = async ({ sql }: Pick<TestApp, 'sql'>): Promise<void> => {
  await sql(`do $$ declare r record; begin
    for r in ${WALLED} loop execute format('alter table %s enable row level security', r.tab); end loop;
  end $$`)
}

/** Whether this process was started without the first wall (open/register.mjs). */
export const isAccessOpen = async (): Promise<boolean> => {
  const { may } = await import('../../../src/access/permissions.ts')
  return may({ user: null }, 'patients.read', '')
}
