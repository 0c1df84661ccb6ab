import type { Playbook } from './playbook.ts';

/** Parts of a playbook as people know them, in the order they are listed. */
export const playbookParts = [
	'process',
	'collateral',
	'limits',
	'rules',
	'visibility',
	'floorFor',
	'reasonCodes',
	'quarterEnd',
	'recurringBasis',
	'approvals',
	'payPlan',
	'trades',
	'offInvoice',
	'rates',
	'priceGuides',
] as const;

/** A part of a playbook. The rules to the reason codes and the basis are parts of its margin policy. */
export type PlaybookPart = (typeof playbookParts)[number];

/** Parts that a file may leave out. */
export const optionalParts = {
	margin: ['rules', 'visibility', 'floorFor', 'reasonCodes', 'quarterEnd', 'recurringBasis'],
	playbook: ['approvals', 'trades', 'offInvoice', 'rates', 'priceGuides'],
} as const satisfies { readonly margin: readonly PlaybookPart[]; readonly playbook: readonly PlaybookPart[] };

/** How many things a part holds; null for one that is not a list. */
export function countOf(playbook: Playbook, part: PlaybookPart): number | null {
	const { margin } = playbook;
	switch (part) {
		case 'process':
			return playbook.process.stages.length;
		case 'limits':
			return margin.families.length;
		case 'rules':
		case 'reasonCodes':
			return margin[part].length;
		case 'approvals':
			return playbook.approvals.rules.length;
		case 'collateral':
		case 'trades':
		case 'offInvoice':
		case 'rates':
		case 'priceGuides':
			return playbook[part].length;
		default:
			return null;
	}
}

/** `file` with the parts in `kept` as `present` has them. */
export function withKept(file: Playbook, present: Playbook, kept: readonly PlaybookPart[]): Playbook {
	const from = <T extends object, K extends keyof T & PlaybookPart>(source: T, names: readonly K[]) =>
		Object.fromEntries(names.filter((name) => kept.includes(name)).map((name) => [name, source[name]]));
	return {
		...file,
		...from(present, optionalParts.playbook),
		margin: { ...file.margin, ...from(present.margin, optionalParts.margin) },
	};
}
