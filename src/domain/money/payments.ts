/** States of a payment; only a completed one counts (MON-11). */
export const PAYMENT_STATES = ['pending', 'claimed', 'completed', 'failed', 'cancelled'] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]
