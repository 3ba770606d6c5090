import type { Newest } from '../../../../operations/common/queryNewest.ts'
import type { PatientPayment } from '../../../../operations/money/readPatientPayments.ts'
import { slugs } from '../../../../slugs.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { listLink } from '../../../shared/listLink.ts'
import { optionText } from '../../../shared/optionText.ts'
import type { Viewer } from '../../../shared/viewer.ts'
import { More } from '../More/index.tsx'
import type { PartProps } from '../part.ts'
import { StatementLines } from './StatementLines/index.tsx'

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

interface PaymentsProps extends PartProps {
  readonly payments: Newest<PatientPayment>
}

const Payments = ({ page, payments: { rows, total }, viewer }: PaymentsProps) => {
  const { formats, texts } = viewer
  return (
    <>
      <h3>{texts('patient:money:paymentsTitle')}</h3>
      {rows.length === 0 ? (
        <p className="cl-muted">{texts('patient:money:paymentsEmpty')}</p>
      ) : null}
      <ul className="cl-list">
        {rows.map((payment) => (
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
      <More
        href={listLink(viewer.req.payload.config.routes.admin, {
          collection: slugs.payments,
          where: [[{ field: 'patient', is: page.patient.id, operator: 'equals' }]],
        })}
        shown={rows.length}
        texts={texts}
        total={total}
        what={texts('patient:money:paymentsTitle')}
      />
    </>
  )
}

interface MoneyProps extends PartProps {
  /** Every line of the statement, not only the newest. */
  readonly isWhole: boolean
}

/** Dues, credit, payments and the statement, for whom amounts are visible. @rule MON-4 USR-9 */
export const Money = ({ isWhole, page, viewer }: MoneyProps) => {
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
      {payments === null ? null : <Payments page={page} payments={payments} viewer={viewer} />}
      {statement === null ? null : (
        <>
          <h3>{texts('patient:money:statement')}</h3>
          <StatementLines
            href={`${adminPath(viewer.req, `/patients/${patient.id}`)}?statement=all#money`}
            isWhole={isWhole}
            statement={statement}
            viewer={viewer}
          />
        </>
      )}
    </section>
  )
}
