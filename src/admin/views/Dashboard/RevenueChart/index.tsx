import type { Revenue } from '../../../../operations/operation/dashboardFigures.ts'
import { currencyDecimals } from '../../../../domain/money/minor.ts'
import type { Viewer } from '../../../shared/viewer.ts'
import { RevenueChart as Chart } from './index.client.tsx'

const monthFormat = (locale: string, month: 'long' | 'short') => {
  const format = new Intl.DateTimeFormat(locale, {
    month,
    timeZone: 'UTC',
    ...(month === 'long' ? { year: 'numeric' } : {}),
  })
  return (of: string): string => format.format(Date.parse(`${of}-01T00:00:00Z`))
}

/** Revenue of six months: bars, and the same as a table. @rule RPT-2 */
export const RevenueCard = ({
  months,
  viewer: { clinic, formats, texts },
}: {
  readonly months: Revenue['months']
  readonly viewer: Viewer
}) => {
  const [long, short] = [monthFormat(clinic.locale, 'long'), monthFormat(clinic.locale, 'short')]
  const compact = new Intl.NumberFormat(clinic.locale, {
    currency: clinic.currency,
    maximumFractionDigits: 1,
    minimumFractionDigits: 0,
    notation: 'compact',
    style: 'currency',
  })
  const unit = 10 ** currencyDecimals(clinic.currency)
  return (
    <section aria-labelledby="cl-revenue" className="cl-card">
      <div className="cl-card__head">
        <h2 id="cl-revenue">{texts('dashboard:chart:title')}</h2>
        <p className="cl-muted">{texts('dashboard:chart:lead')}</p>
      </div>
      {months.every(({ revenueMinor }) => revenueMinor === 0) ? (
        <p className="cl-empty">{texts('dashboard:chart:empty')}</p>
      ) : (
        <Chart
          months={months.map(({ month, revenueMinor }) => ({
            brief: compact.format(revenueMinor / unit),
            month: short(month),
            revenueMinor,
          }))}
        />
      )}
      <table className="cl-hidden">
        <caption>{texts('dashboard:chart:title')}</caption>
        <thead>
          <tr>
            <th scope="col">{texts('dashboard:chart:month')}</th>
            <th scope="col">{texts('dashboard:revenue:label')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, revenueMinor }) => (
            <tr key={month}>
              <th scope="row">{long(month)}</th>
              <td>{formats.money(revenueMinor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
