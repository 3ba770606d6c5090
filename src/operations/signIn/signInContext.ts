import type { PayloadRequest } from 'payload'
import type { JudgedSignIn } from './judgeSignIn.ts'

const JUDGED = 'caseloadSignIn'
const EPOCH = 'caseloadEpoch'

export const keepJudged = (req: PayloadRequest, judged: JudgedSignIn | undefined): void => {
  req.context[JUDGED] = judged
  req.context[EPOCH] = judged?.epoch
}

export const judgedOf = (req: PayloadRequest): JudgedSignIn | undefined =>
  req.context[JUDGED] as JudgedSignIn | undefined

export const keepEpoch = (req: PayloadRequest, epoch: string): void => {
  req.context[EPOCH] = epoch
}

export const epochOf = (req: PayloadRequest): string | undefined =>
  req.context[EPOCH] as string | undefined
