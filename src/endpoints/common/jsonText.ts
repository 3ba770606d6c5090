const written = new WeakMap<object, Buffer>()

/** An answer whose JSON is written already. */
export const jsonText = (text: Buffer | string): Response => {
  const body = typeof text === 'string' ? Buffer.from(text) : text
  const stream = new ReadableStream({
    pull: (controller) => {
      controller.enqueue(body)
      controller.close()
    },
  })
  written.set(stream, body)
  return new Response(stream, { headers: { 'content-type': 'application/json' } })
}

/** The body of such an answer, or of one that carries it on, without reading its stream. */
export const writtenBody = (response: Response): Buffer | undefined =>
  response.body === null ? undefined : written.get(response.body)
