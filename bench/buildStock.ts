// Builds the stock yardstick, unless it is built from these very sources and packages.
import { buildStock } from './yardsticks.ts'

buildStock()
