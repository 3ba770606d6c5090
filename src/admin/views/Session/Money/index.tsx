import type { SessionPage } from '../../../../operations/scheduling/readSessionPage.ts'
import { slugs } from '../../../../slugs.ts'
import { listLink } from '../../../shared/listLink.ts'
import { priceText } from '../../../shared/priceText.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface MoneyProps {
  readonly page: SessionPage
  readonly viewer: Viewer
}

const Line = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <div>
    <dt>{label}</dt>
    <dd className="cl-number">{text}</dd>
  </div>
)

/** Why the price is what it is, step by step. @rule PRC-6 */
const Price = ({ page: { session }, viewer }: MoneyProps) => {
  const { formats, texts } = viewer
  if (session.price === null) return null
  return (
    <section aria-labelledby="cl-price" className="cl-card">
      <div className="cl-card__head">
        <h2 id="cl-price">{texts('price:title')}</h2>
      </div>
      <dl className="cl-sums">
        {session.price.explanation.map((line) => (
          <Line
            key={line.step}
            label={priceText(line, texts)}
            text={formats.money(line.amountMinor)}
          />
        ))}
        <Line label={texts('price:total')} text={formats.money(session.price.priceMinor)} />
      </dl>
    </section>
  )
}

const Charge = ({ page: { charge, session }, viewer }: MoneyProps) => {
  const { formats, req, texts } = viewer
  const payments = listLink(req.payload.config.routes.admin, {
    collection: slugs.payments,
    where: [[{ field: 'patient', is: session.patient.id, operator: 'equals' }]],
  })
  return (
    <section aria-labelledby="cl-charge" className="cl-card">
      <div className="cl-card__head">
        <h2 id="cl-charge">{texts('session:charge:title')}</h2>
        {charge === null ? null : (
          <span className={`cl-pill cl-pill--${charge.dueMinor > 0 ? 'warn' : 'good'}`}>
            {texts('session:charge:due')}: {formats.money(charge.dueMinor)}
          </span>
        )}
      </div>
      {charge === null ? (
        <p className="cl-muted">{texts('session:charge:none')}</p>
      ) : (
        <dl className="cl-sums">
          <Line label={texts('session:charge:cost')} text={formats.money(charge.costMinor)} />
          <Line label={texts('session:charge:settled')} text={formats.money(charge.settledMinor)} />
          {charge.waivedMinor > 0 ? (
            <Line label={texts('session:charge:waived')} text={formats.money(charge.waivedMinor)} />
          ) : null}
          <Line label={texts('session:charge:due')} text={formats.money(charge.dueMinor)} />
        </dl>
      )}
      <a href={payments}>{texts('session:charge:payments')}</a>
    </section>
  )
}

/** Price and charge, for those who see amounts. @rule PRC-6 USR-9 */
export const Money = (props: MoneyProps) => (
  <>
    <Price {...props} />
    <Charge {...props} />
  </>
)
