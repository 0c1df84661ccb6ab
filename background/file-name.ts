import type { Instant } from '../core/model/deal.ts';

/** Name of a file that is offered for download: what it holds, and the day. `otherwise` when a name has no letters. */
export function fileNameOf(name: string, otherwise: string, at: Instant): string {
	const slug = name
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '')
		.toLowerCase();
	return `${slug || otherwise}-${at.slice(0, 10)}.json`;
}
