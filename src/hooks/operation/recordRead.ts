import type { CollectionAfterOperationHook } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { leavesDocuments } from '../../operations/common/plainHooks.ts'
import { recordReads } from '../../operations/operation/recordReads.ts'

type Doc = Readonly<Record<string, unknown>>

const docsOf = (result: unknown): readonly Doc[] => {
  if (typeof result !== 'object' || result === null) return []
  return 'docs' in result ? (result.docs as readonly Doc[]) : [result as Doc]
}

const READS = ['find', 'findByID']

/**
 * Records of patients that somebody finds leave a line before they leave themselves. Look-ups that Payload
 * makes for itself, such as of relations, are no operations of theirs.
 * @rule AUD-2
 */
export const recordRead: CollectionAfterOperationHook = leavesDocuments(
  async ({ args, collection, operation, overrideAccess, req, result }) => {
    const { disableErrors } = args as { disableErrors?: boolean }
    const isTheirs = userIdOf(req) !== undefined && overrideAccess !== true
    if (READS.includes(operation) && isTheirs && disableErrors !== true) {
      const isOne = operation === 'findByID'
      await recordReads(req, collection.slug, { docs: docsOf(result), isOne })
    }
    return result
  },
)
