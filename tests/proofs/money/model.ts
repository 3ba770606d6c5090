// What a patient's money is by the rules (MON-4 to MON-14), written down a second time and without any
// of the product's code, so that both can be compared.

interface Settled {
  amountMinor: number
  /** When it last changed; what was settled last is undone first. */
  at: number
  /** Empty: from credit. */
  readonly payment: string
}

export interface ModelCharge {
  costMinor: number
  readonly dueOn: string
  readonly settled: Settled[]
  waivedMinor: number
}

export interface ModelPayment {
  readonly amountMinor: number
  readonly id: string
  isVoid: boolean
}

interface Forgiven {
  readonly amountMinor: number
  readonly charge: ModelCharge
  readonly costMinor: number
}

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0)

export const settledMinor = ({ settled }: ModelCharge): number =>
  sum(settled.map(({ amountMinor }) => amountMinor))

export const openMinor = (charge: ModelCharge): number =>
  charge.costMinor - settledMinor(charge) - charge.waivedMinor

export class Money {
  readonly charges: ModelCharge[] = []
  creditMinor = 0
  readonly payments: ModelPayment[] = []
  private clock = 0

  get duesMinor(): number {
    return sum(this.charges.map(openMinor))
  }

  private oldestFirst(): ModelCharge[] {
    return this.charges.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
  }

  private settle(charge: ModelCharge, payment: string, amountMinor: number): void {
    if (amountMinor === 0) return
    this.clock += 1
    const known = charge.settled.find((one) => one.payment === payment)
    if (known === undefined) charge.settled.push({ amountMinor, at: this.clock, payment })
    else Object.assign(known, { amountMinor: known.amountMinor + amountMinor, at: this.clock })
  }

  private useCredit(charge: ModelCharge): void {
    const used = Math.min(this.creditMinor, openMinor(charge))
    this.settle(charge, '', used)
    this.creditMinor -= used
  }

  book(costMinor: number, dueOn: string): ModelCharge {
    const charge = { costMinor, dueOn, settled: [], waivedMinor: 0 }
    this.charges.push(charge)
    this.useCredit(charge)
    return charge
  }

  /** A fee instead of the price, another price: unpaid falls first, then what was paid, then a waiver. */
  changeCost(charge: ModelCharge, costMinor: number): void {
    const fall = charge.costMinor - costMinor
    if (fall < 0) {
      charge.costMinor = costMinor
      this.useCredit(charge)
      return
    }
    const unpaid = Math.min(fall, openMinor(charge))
    const paid = Math.min(fall - unpaid, settledMinor(charge))
    this.undoNewestFirst([charge], paid)
    charge.waivedMinor -= fall - unpaid - paid
    charge.costMinor = costMinor
    this.creditMinor += paid
  }

  private undoNewestFirst(charges: readonly ModelCharge[], amountMinor: number, of?: string): void {
    let left = amountMinor
    const all = charges
      .flatMap((charge) => charge.settled.map((one) => ({ charge, one })))
      .filter(({ one }) => of === undefined || one.payment === of)
      .toSorted((a, b) => b.one.at - a.one.at)
    for (const { charge, one } of all) {
      const part = Math.min(left, one.amountMinor)
      this.settle(charge, one.payment, 0 - part)
      left -= part
    }
  }

  /** `chosen` settles one charge only; else the oldest come first, and the rest is credit. */
  pay(
    id: string,
    amountMinor: number,
    chosen?: { amountMinor: number; charge: ModelCharge },
  ): void {
    let left = amountMinor
    const wishes =
      chosen === undefined
        ? this.oldestFirst().map((charge) => ({ amountMinor: openMinor(charge), charge }))
        : [chosen]
    for (const wish of wishes) {
      const part = Math.min(left, wish.amountMinor)
      this.settle(wish.charge, id, part)
      left -= part
    }
    this.creditMinor += left
    this.payments.push({ amountMinor, id, isVoid: false })
  }

  buyCredit(id: string, amountMinor: number): void {
    this.creditMinor += amountMinor
    this.payments.push({ amountMinor, id, isVoid: false })
  }

  void(payment: ModelPayment): void {
    const own = this.charges.flatMap((charge) =>
      charge.settled.filter((one) => one.payment === payment.id),
    )
    const settled = sum(own.map(({ amountMinor }) => amountMinor))
    const fromCredit = payment.amountMinor - settled
    this.undoNewestFirst(this.charges, settled, payment.id)
    const missing = Math.max(0, fromCredit - this.creditMinor)
    this.undoNewestFirst(this.charges, missing, '')
    this.creditMinor += missing - fromCredit
    payment.isVoid = true
  }

  /** Of one charge (a waiver) or of all, the oldest first (a write-off). */
  forgive(amountMinor: number, only?: ModelCharge): Forgiven[] {
    let left = amountMinor
    return (only === undefined ? this.oldestFirst() : [only]).flatMap((charge) => {
      const part = Math.min(left, openMinor(charge))
      if (part === 0) return []
      charge.waivedMinor += part
      left -= part
      return [{ amountMinor: part, charge, costMinor: charge.costMinor }]
    })
  }

  /** Only while nothing changed the cost meanwhile: then a waiver may have fallen with it. */
  canUnforgive(forgiven: readonly Forgiven[]): boolean {
    return forgiven.every(
      ({ amountMinor, charge, costMinor }) =>
        charge.costMinor === costMinor && charge.waivedMinor >= amountMinor,
    )
  }

  unforgive(forgiven: readonly Forgiven[]): void {
    for (const { amountMinor, charge } of forgiven) charge.waivedMinor -= amountMinor
  }

  open(dues: number, credit: number, on: string): void {
    this.creditMinor += credit
    if (dues > 0) this.charges.push({ costMinor: dues, dueOn: on, settled: [], waivedMinor: 0 })
  }
}
