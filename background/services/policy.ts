import { failure, success } from '../../core/model/result.ts';
import { checkMarginPolicy, checkParts } from '../../core/playbook/check-policy.ts';
import { changePlaybook, presentPlaybook } from '../../storage/playbook.ts';
import { seenProducts, strangerProblems } from '../known-products.ts';
import type { Service, Surroundings } from './service.ts';

type Names = 'policy.save' | 'parts.save';

/** What the workspace asks about what deals are held to and what is traded, agreed and paid for them. */
export function policyService({ db, changed }: Surroundings): Service<Names> {
	const stored = async () => (await presentPlaybook(db)).playbook;

	return {
		'policy.save': async ({ margin }) => {
			const { process, priceGuides } = await stored();
			const stages = new Set(process.stages.map(({ id }) => id));
			const problems = checkMarginPolicy(margin, [], stages, (await seenProducts(db)).products);
			if (problems.length > 0) return success(failure(problems));
			const places = { margin: [], trades: [] };
			const strangers = await strangerProblems(db, { margin, priceGuides, trades: [] }, places);
			if (strangers.length > 0) return success(failure(strangers));
			await changePlaybook(db, (playbook) => ({ playbook: { ...playbook, margin }, answer: null }));
			await changed('playbook');
			return success(success(null));
		},
		'parts.save': async ({ parts }) => {
			const problems = checkParts(parts);
			if (problems.length > 0) return success(failure(problems));
			const { margin, priceGuides } = await stored();
			const asked = { margin: { ...margin, rules: [] }, priceGuides, trades: parts.trades ?? [] };
			const strangers = await strangerProblems(db, asked, { margin: [], trades: ['trades'] });
			if (strangers.length > 0) return success(failure(strangers));
			await changePlaybook(db, (playbook) => ({ playbook: { ...playbook, ...parts }, answer: null }));
			await changed('playbook');
			return success(success(null));
		},
	};
}
