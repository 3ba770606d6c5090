import type { PatientPayment } from '../../../../operations/money/readPatientPayments.ts'
import type { Statement } from '../../../../operations/money/statement.ts'
import { slugs } from '../../../../slugs.ts'
import type { TextKey } from '../../../../translations/index.ts'
import { formatsOf } from '../../../shared/formats.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { optionText } from '../../../shared/optionText.ts'
import type { Viewer } from '../../../shared/viewer.ts'
import type { PartProps } from '../part.ts'

/** As many of the newest lines as a screen takes in. */
const MOST_LINES = 15

const KINDS = [
  'cancellation',
  'charge',
  'charge-changed',
  'credit-used',
  'opening-credit',
  'opening-dues',
  'payment',
  'payment-voided',
  'reversal',
  'waiver',
  'write-off',
] as const

const kindText = ({ texts }: Viewer, kind: string): string => {
  const known = KINDS.find((one) => one === kind) ?? 'other'
  return texts(`patient:money:kind:${known}` satisfies TextKey)
}

const Figures = ({ creditMinor, duesMinor, viewer }: { viewer: Viewer } & Balances) => {
  const { formats, texts } = viewer
  return (
    <dl className="cl-patient__figures">
      <div>
        <dt>{texts('patient:money:dues')}</dt>
        <dd className={duesMinor > 0 ? 'cl-patient__owes' : undefined} data-figure="dues">
          {formats.money(duesMinor)}
        </dd>
      </div>
      <div>
        <dt>{texts('patient:money:credit')}</dt>
        <dd data-figure="credit">{formats.money(creditMinor)}</dd>
      </div>
    </dl>
  )
}

interface Balances {
  readonly creditMinor: number
  readonly duesMinor: number
}

interface PaymentsProps extends Pick<PartProps, 'viewer'> {
  readonly payments: readonly PatientPayment[]
}

const Payments = ({ payments, viewer }: PaymentsProps) => {
  const { formats, texts } = viewer
  return (
    <>
      <h3>{texts('patient:money:paymentsTitle')}</h3>
      {payments.length === 0 ? (
        <p className="cl-muted">{texts('patient:money:paymentsEmpty')}</p>
      ) : null}
      <ul className="cl-list">
        {payments.map((payment) => (
          <li className="cl-row" key={payment.id}>
            <div className="cl-row__main">
              <a href={adminPath(viewer.req, `/collections/${slugs.payments}/${payment.id}`)}>
                {payment.number}
              </a>{' '}
              <span className="cl-muted">
                {[
                  formats.date(payment.receivedAt),
                  optionText(viewer, payment.method),
                  payment.contact,
                ]
                  .filter((text) => text !== null)
                  .join(' · ')}
              </span>
            </div>
            {payment.isVoided ? (
              <span className="cl-pill cl-pill--bad">{texts('patient:money:voided')}</span>
            ) : null}
            <strong className="cl-number">{formats.money(payment.amountMinor)}</strong>
          </li>
        ))}
      </ul>
    </>
  )
}

const Lines = ({ statement, viewer }: { statement: Statement; viewer: Viewer }) => {
  const { clinic, formats, texts } = viewer
  const { date } = formatsOf({ ...clinic, timezone: 'UTC' })
  const lines = statement.lines.slice(-MOST_LINES).toReversed()
  if (lines.length === 0) {
    return <p className="cl-muted">{texts('patient:money:statementEmpty')}</p>
  }
  return (
    <div
      aria-label={texts('patient:money:statement')}
      className="cl-table-place"
      role="region"
      tabIndex={0}
    >
      <table className="cl-table">
        <thead>
          <tr>
            <th scope="col">{texts('patient:money:date')}</th>
            <th scope="col">{texts('patient:money:what')}</th>
            <th className="cl-number" scope="col">
              {texts('patient:money:amount')}
            </th>
            <th className="cl-number" scope="col">
              {texts('patient:money:duesAfter')}
            </th>
            <th className="cl-number" scope="col">
              {texts('patient:money:creditAfter')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            // A transfer has one line; several may come from one source.
            <tr key={`${line.at} ${line.sourceId} ${index}`}>
              <td>{date(`${line.effectiveOn}T12:00:00Z`)}</td>
              <td>
                {kindText(viewer, line.kind)}
                {line.reason === null ? null : <span className="cl-muted"> {line.reason}</span>}
              </td>
              <td className="cl-number">{formats.money(line.amountMinor)}</td>
              <td className="cl-number">{formats.money(line.duesAfterMinor)}</td>
              <td className="cl-number">{formats.money(line.creditAfterMinor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Dues, credit, payments and the statement, for whom amounts are visible. @rule MON-4 USR-9 */
export const Money = ({ page, viewer }: PartProps) => {
  const { patient, payments, statement } = page
  if (payments === null && statement === null) return null
  const { texts } = viewer
  const balances = statement ?? {
    creditMinor: patient.creditBalanceMinor ?? 0,
    duesMinor: patient.outstandingDuesMinor ?? 0,
  }
  return (
    <section aria-labelledby="money" className="cl-card" data-part="money">
      <div className="cl-card__head">
        <h2 id="money">{texts('patient:money:title')}</h2>
      </div>
      <Figures creditMinor={balances.creditMinor} duesMinor={balances.duesMinor} viewer={viewer} />
      {payments === null ? null : <Payments payments={payments} viewer={viewer} />}
      {statement === null ? null : (
        <>
          <h3>{texts('patient:money:statement')}</h3>
          <Lines statement={statement} viewer={viewer} />
        </>
      )}
    </section>
  )
}
