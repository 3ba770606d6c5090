import autocannon from 'autocannon'

/** As the load is meant: ten at a time. */
export const CONNECTIONS = 10
const SECONDS = 5

export interface Load {
  readonly connections?: number
  readonly port: number
  readonly route: string
  readonly seconds?: number
  readonly token: string
  /** Seconds that do not count. */
  readonly warmUp?: number
}

export interface Measured {
  readonly p50Ms: number
  readonly p95Ms: number
  readonly perSecond: number
}

/** The smallest value that so great a share of the values does not exceed. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN

export const summary = (times: readonly number[], seconds: number): Measured => ({
  p50Ms: percentile(times, 0.5),
  p95Ms: percentile(times, 0.95),
  perSecond: times.length / seconds,
})

/** Asks the same for some seconds. Every answer is timed, because autocannon knows no p95. */
const fire = async (of: Load, seconds: number): Promise<Measured> => {
  const times: number[] = []
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        connections: of.connections ?? CONNECTIONS,
        duration: seconds,
        headers: { authorization: `JWT ${of.token}` },
        url: `http://127.0.0.1:${of.port}${of.route}`,
      },
      (error: unknown, found) => {
        if (error instanceof Error) reject(error)
        else resolve(found)
      },
    )
    instance.on('response', (...told) => times.push(told[3]))
  })
  if (result.non2xx + result.errors > 0) throw new Error(`${of.route} was not answered with 2xx`)
  return summary(times, result.duration)
}

/** After a second, or as many as are asked, that do not count. */
export const underLoad = async (of: Load): Promise<Measured> => {
  const { warmUp = 1 } = of
  if (warmUp > 0) await fire(of, warmUp)
  return fire(of, of.seconds ?? SECONDS)
}

/** One answer as JSON; refused where it is not 200. */
export const askJson = async (of: Load): Promise<any> => {
  const response = await fetch(`http://127.0.0.1:${of.port}${of.route}`, {
    headers: { authorization: `JWT ${of.token}` },
  })
  if (response.status !== 200) throw new Error(`${of.route} was answered with ${response.status}`)
  return response.json()
}
