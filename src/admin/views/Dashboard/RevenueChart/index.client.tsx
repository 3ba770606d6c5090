'use client'
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'

export interface ChartMonth {
  /** For the eye, above the bar: `₹3L`. */
  readonly brief: string
  /** `Nov` */
  readonly month: string
  readonly revenueMinor: number
}

/** Bars of six months. The same numbers stand in a table for whoever does not see them. */
export const RevenueChart = ({ months }: { readonly months: readonly ChartMonth[] }) => (
  <div aria-hidden="true" className="cl-chart">
    <ResponsiveContainer height="100%" width="100%">
      <BarChart
        accessibilityLayer={false}
        data={[...months]}
        margin={{ bottom: 0, left: 0, right: 0, top: 24 }}
      >
        <XAxis
          axisLine={{ stroke: 'var(--cl-line)' }}
          dataKey="month"
          interval={0}
          tick={{ fill: 'var(--cl-muted)', fontSize: 13 }}
          tickLine={false}
        />
        <YAxis domain={[0, 'dataMax']} hide />
        <Bar
          dataKey="revenueMinor"
          fill="var(--cl-accent)"
          isAnimationActive={false}
          maxBarSize={64}
          radius={[4, 4, 0, 0]}
        >
          <LabelList dataKey="brief" fill="var(--theme-text)" fontSize={13} position="top" />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  </div>
)
