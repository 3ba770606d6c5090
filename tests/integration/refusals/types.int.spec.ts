import { describeRefusals } from '../../support/refusals.ts'
import { typeCases } from './cases/types.ts'

describeRefusals(typeCases)
