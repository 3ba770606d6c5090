import { describeRefusals } from '../../support/refusals.ts'
import { catalogCases } from './cases/catalog.ts'

describeRefusals(catalogCases)
