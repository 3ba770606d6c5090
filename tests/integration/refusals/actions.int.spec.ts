import { describeActionRefusals } from '../../support/refusals.ts'
import { actionCases } from './cases/actions.ts'
import { moneyActionCases } from './cases/moneyActions.ts'

describeActionRefusals({ ...actionCases, ...moneyActionCases })
