/** How much of what a data set holds; every clinic of a set has the same size. */
export interface DataSet {
  readonly daysAhead: number
  readonly daysBack: number
  /** Of each clinic. */
  readonly patients: number
  /** Of each clinic. */
  readonly sessions: number
  readonly tenants: number
  /** Of each clinic. */
  readonly therapists: number
}

const LARGE = { daysAhead: 56, daysBack: 364, patients: 2_000, sessions: 10_000, therapists: 50 }

/** S: a quarter with some small clinics. M: a year with a hundred large ones; M10 is a tenth of it. */
export const DATA_SETS = {
  M: { ...LARGE, tenants: 100 },
  M10: { ...LARGE, tenants: 10 },
  S: {
    daysAhead: 28,
    daysBack: 91,
    patients: 200,
    sessions: 1_000,
    tenants: 10,
    therapists: 10,
  },
} as const satisfies Record<string, DataSet>

export type DataSetName = keyof typeof DATA_SETS

export const isDataSet = (name: string): name is DataSetName => name in DATA_SETS
