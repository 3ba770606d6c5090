import { ANIMALS, BOYS, FAMILIES, GIRLS, MEN, WOMEN } from '../demo/names.ts'
import type { DemoContact, DemoFamily, DemoPatient, DemoTenant } from '../demo/types.ts'
import type { Chance } from './chance.ts'

interface Draft {
  readonly chance: Chance
  readonly lastName: string
  readonly phones: Phones
  readonly year: number
}

/** Numbers of a range of our own, one after the other. */
class Phones {
  private readonly area: string
  private last = 0

  constructor(tenant: number) {
    this.area = `9000${tenant + 1}`
  }

  next(): string {
    this.last += 1
    return `${this.area}${String(this.last).padStart(5, '0')}`
  }
}

const adult = ({ chance, lastName, phones }: Draft, first: string): DemoContact => ({
  ...(chance.is(0.85) ? { email: `${first}.${lastName}@mail.example`.toLowerCase() } : {}),
  name: [first, lastName],
  phone: phones.next(),
})

const birthday = ({ chance, year }: Draft, [least, most]: readonly [number, number]): string =>
  [
    String(year - chance.int(least, most)),
    String(chance.int(1, 12)).padStart(2, '0'),
    String(chance.int(1, 28)).padStart(2, '0'),
  ].join('-')

const withChildren = (draft: Draft): DemoFamily => {
  const { chance, lastName } = draft
  const isMother = chance.is(0.65)
  const parents = chance.shuffle([
    { contact: adult(draft, chance.pick(WOMEN)), relationship: 'mother' as const },
    { contact: adult(draft, chance.pick(MEN)), relationship: 'father' as const },
  ])
  const known = chance.is(0.45)
    ? parents
    : parents.filter(({ relationship }) => (relationship === 'mother') === isMother)
  const names = chance.shuffle([...GIRLS, ...BOYS]).slice(0, chance.is(0.3) ? 2 : 1)
  return {
    contacts: known.map(({ contact }) => contact),
    patients: names.map((name): DemoPatient => ({
      bornOn: birthday(draft, [3, 11]),
      contacts: known.map(({ relationship }, index) => ({ index, relationship })),
      name: [name, lastName],
    })),
  }
}

const alone = (draft: Draft): DemoFamily => {
  const { chance } = draft
  const isWoman = chance.is(0.55)
  const self = adult(draft, chance.pick(isWoman ? WOMEN : MEN))
  const spouse = chance.is(0.25) ? adult(draft, chance.pick(isWoman ? MEN : WOMEN)) : undefined
  return {
    contacts: spouse === undefined ? [self] : [self, spouse],
    patients: [
      {
        bornOn: birthday(draft, [21, 68]),
        contacts: [
          { index: 0, relationship: 'self' },
          ...(spouse === undefined ? [] : [{ index: 1, relationship: 'spouse' as const }]),
        ],
        name: self.name,
      },
    ],
  }
}

const withAnimals = (draft: Draft): DemoFamily => {
  const { chance, lastName } = draft
  const owners = [adult(draft, chance.pick(WOMEN)), adult(draft, chance.pick(MEN))].slice(
    0,
    chance.is(0.2) ? 2 : 1,
  )
  const animals = chance.shuffle(ANIMALS).slice(0, chance.is(0.3) ? 2 : 1)
  return {
    contacts: owners,
    patients: animals.map(([name, species, breed]): DemoPatient => ({
      animal: { breed, species },
      bornOn: birthday(draft, [1, 9]),
      contacts: owners.map((_, index) => ({ index, relationship: 'owner' as const })),
      name: [name, lastName],
    })),
  }
}

const MAKERS: Readonly<Record<DemoTenant['kind'], (draft: Draft) => DemoFamily>> = {
  adults: alone,
  animals: withAnimals,
  children: withChildren,
  mixed: (draft) => (draft.chance.is(0.4) ? withChildren(draft) : alone(draft)),
}

/** The named families of a clinic, and others until it has its patients. Every family has a name of its own. */
export const familiesOf = (
  demo: DemoTenant,
  of: { chance: Chance; patients: number; tenant: number; year: number },
): DemoFamily[] => {
  const { chance, year } = of
  const phones = new Phones(of.tenant)
  const families = [...demo.families]
  let missing = of.patients - families.flatMap(({ patients }) => patients).length
  for (const lastName of chance.shuffle(FAMILIES)) {
    if (missing <= 0) break
    const family = MAKERS[demo.kind]({ chance, lastName, phones, year })
    families.push(family)
    missing -= family.patients.length
  }
  return families
}
