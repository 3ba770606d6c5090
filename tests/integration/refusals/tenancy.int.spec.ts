import { describeRefusals } from '../../support/refusals.ts'
import { tenancyCases } from './cases/tenancy.ts'

describeRefusals({ Tenancy: tenancyCases })
