import type { Playbook, ProductCost } from '../model/playbook.ts';
import { usualParts, usualPolicy } from './default-policy.ts';
import { canonicalJson } from './fingerprint.ts';

/**
 * What a firm starts with: nothing that anybody invented. No steps, no limits, no agreement, no pay, no rates; a margin is
 * that of the CRM's own costs. The name is for files alone.
 */
export const startPlaybook: Playbook = {
	name: 'Playbook',
	origin: 'own',
	process: { name: 'Process', stages: [], closedStages: [] },
	collateral: [],
	attachments: [],
	margin: { ...usualPolicy, warnings: 'note', otherwise: null, families: [] },
	...usualParts,
	payPlan: null,
};

/** The three things a manager is asked for first, and which of them are there. */
export interface StartSteps {
	readonly process: boolean;
	readonly costs: boolean;
	readonly limits: boolean;
}

/** Which of the first steps are done. Limits of reps' files are in their price guides. */
export function startSteps({ process, margin, priceGuides }: Playbook, costCount: number): StartSteps {
	const { otherwise, families, rules } = margin;
	return {
		process: process.stages.length > 0,
		costs: costCount > 0,
		limits: otherwise !== null || families.length + rules.length + priceGuides.length > 0,
	};
}

/** True for a playbook in which nobody has entered anything. */
export function isUntouchedStart(playbook: Playbook): boolean {
	return canonicalJson(playbook) === canonicalJson(startPlaybook);
}

/**
 * True for a sample that nobody has changed, kept by a version that did not say where a playbook comes from. One that
 * somebody has worked on is theirs.
 */
export function isUntouchedSample(playbook: Playbook, sample: Playbook): boolean {
	const { visibility } = sample.margin;
	// What reps see was said to be chosen by nobody when the database was brought up to date.
	const isUnchosen = playbook.margin.visibility.rep === 'by-cost-list';
	const margin = isUnchosen ? { ...playbook.margin, visibility } : playbook.margin;
	return canonicalJson({ ...playbook, margin, origin: 'sample' }) === canonicalJson(sample);
}

/** Costs without those of the sample; one that a firm has changed is its own. */
export function withoutSampleCosts(
	costs: readonly ProductCost[],
	sample: readonly ProductCost[],
): readonly ProductCost[] {
	const invented = new Set(sample.map(costKey));
	return costs.filter((cost) => !invented.has(costKey(cost)));
}

function costKey({ product, unitCost, currency, period }: ProductCost): string {
	return JSON.stringify([product, unitCost, currency, period]);
}
