import type { MarginPolicy, Playbook } from '../../core/model/playbook.ts';
import { failure, success } from '../../core/model/result.ts';
import type { Revision } from '../../core/model/revision.ts';
import { checkMarginPolicy, checkParts } from '../../core/playbook/check-policy.ts';
import { membersOf, revisionOf } from '../../core/playbook/revision.ts';
import { changePlaybook, presentPlaybook } from '../../storage/playbook.ts';
import { seenProducts, strangerProblems } from '../known-products.ts';
import { refused, type Service, type Surroundings } from './service.ts';

type Names = 'policy.save' | 'parts.save';

/** What the workspace asks about what deals are held to and what is traded, agreed and paid for them. */
export function policyService({ db, changed }: Surroundings): Service<Names> {
	const stored = async () => (await presentPlaybook(db)).playbook;

	/** Replaces a part that still has the revision `from`; refused where it has another one by now. */
	async function replaced(
		from: Revision,
		by: (playbook: Playbook) => { readonly before: unknown; readonly after: Playbook },
	) {
		const isDone = await changePlaybook(db, (playbook) => {
			const { before, after } = by(playbook);
			return revisionOf(before) === from ? { playbook: after, answer: true } : { playbook, answer: false };
		});
		if (!isDone) return failure('changed-elsewhere' as const);
		await changed('playbook');
		return success(null);
	}

	return {
		'policy.save': async ({ change, from }) => {
			const { process, priceGuides, margin: present } = await stored();
			const margin = { ...present, ...change };
			const stages = new Set(process.stages.map(({ id }) => id));
			const problems = checkMarginPolicy(margin, [], stages, (await seenProducts(db)).products);
			if (problems.length > 0) return refused(problems);
			const places = { margin: [], trades: [] };
			const strangers = await strangerProblems(db, { margin, priceGuides, trades: [] }, places);
			if (strangers.length > 0) return refused(strangers);
			return replaced(from, (playbook) => ({
				before: membersOf<Partial<MarginPolicy>>(playbook.margin, change),
				after: { ...playbook, margin: { ...playbook.margin, ...change } },
			}));
		},
		'parts.save': async ({ parts, from }) => {
			const problems = checkParts(parts);
			if (problems.length > 0) return refused(problems);
			const { margin, priceGuides } = await stored();
			const asked = { margin: { ...margin, rules: [] }, priceGuides, trades: parts.trades ?? [] };
			const strangers = await strangerProblems(db, asked, { margin: [], trades: ['trades'] });
			if (strangers.length > 0) return refused(strangers);
			return replaced(from, (playbook) => ({
				before: membersOf<Partial<Playbook>>(playbook, parts),
				after: { ...playbook, ...parts },
			}));
		},
	};
}
