import type { en } from '../en/index.ts'
import type { SameKeys } from '../shape.ts'
import { audit } from './audit.ts'
import { board } from './board.ts'
import { breakGlass } from './breakGlass.ts'
import { common } from './common.ts'
import { dashboard } from './dashboard.ts'
import { invitation } from './invitation.ts'
import { message } from './message.ts'
import { patient } from './patient.ts'
import { price } from './price.ts'
import { refusals } from './refusals.ts'
import { security } from './security.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { signIn } from './signIn.ts'
import { slots } from './slots.ts'
import { team } from './team.ts'
import { today } from './today.ts'

export const hi: SameKeys<typeof en> = {
  audit,
  board,
  breakGlass,
  common,
  dashboard,
  invitation,
  message,
  patient,
  price,
  refusals,
  security,
  session,
  settings,
  signIn,
  slots,
  team,
  today,
}
