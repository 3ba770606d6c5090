import { describeRefusals } from '../../support/refusals.ts'
import { moneyCases } from './cases/money.ts'

describeRefusals(moneyCases)
