import type { DealFacts } from './deal.ts';

/** All that an edit may be of, as one text: two readings with the same text hold the same values. */
export function dealValues({ lines, amount, probability, stage, currency }: DealFacts): string {
	return JSON.stringify([lines, amount, probability, stage?.id, currency]);
}
