import { describe, expect, it } from 'vitest';
import type { MarginRule } from '../../../../core/model/playbook.ts';
import {
	draftOfRule,
	problemsByRule,
	ruleAge,
	ruleOfDraft,
	withoutCondition,
} from '../../../../stores/workspace/forms/rules.ts';

const rule: MarginRule = {
	id: 'marine',
	name: 'Marine',
	scope: {
		products: ['CX-40'],
		families: ['Compressors'],
		segments: [{ field: 'industry', values: ['Marine', 'Offshore'] }],
		regions: ['DE'],
		currencies: ['EUR'],
		stages: ['propose'],
		teams: ['North'],
		from: '2026-10-01',
		until: '2026-12-31',
	},
	floor: '0.225',
	target: '0.28',
	warnings: 'reason',
};

describe('a rule in its form', () => {
	it('comes back as it was, in any language', () => {
		for (const locale of ['en', 'de']) {
			const draft = draftOfRule(rule, locale);
			expect(ruleOfDraft(draft, 'marine', locale)).toEqual({ ok: true, value: rule });
		}
		expect(draftOfRule(rule, 'de').floor).toBe('22,5');
	});

	it('asks nothing where a condition was taken away', () => {
		const bare = ['products', 'families', 'segments', 'regions', 'currencies', 'stages', 'teams', 'days'] as const;
		const draft = bare.reduce(withoutCondition, draftOfRule(rule, 'en'));
		expect(draft.shown).toEqual([]);
		const read = ruleOfDraft(draft, 'marine', 'en');
		expect(read.ok && read.value.scope).toEqual({
			products: [],
			families: [],
			segments: [],
			regions: [],
			currencies: [],
			stages: [],
			teams: [],
			from: null,
			until: null,
		});
	});

	it('says all that is wrong at once, each at its field', () => {
		const read = ruleOfDraft(
			{
				...draftOfRule(rule, 'en'),
				name: ' ',
				floor: '',
				target: '28,5',
				currencies: ['eur', 'EURO'],
				segments: [{ key: 'k', field: '', values: ['Food'] }],
				from: '2026-12-01',
				until: '2026-11-30',
			},
			'marine',
			'en',
		);
		expect(read.ok ? [] : read.error.map(({ code, at }) => `${at}: ${code}`).sort()).toEqual([
			'currencies: currency-unreadable',
			'floor: percent-missing',
			'k field: segment-incomplete',
			'name: missing',
			'target: percent-unreadable',
			'until: days-reversed',
		]);
	});

	it('writes currencies in capitals and each once', () => {
		const read = ruleOfDraft({ ...draftOfRule(rule, 'en'), currencies: ['eur', 'EUR', 'usd'] }, 'marine', 'en');
		expect(read.ok && read.value.scope.currencies).toEqual(['EUR', 'USD']);
	});
});

describe('the list of rules', () => {
	it('knows which days of a rule are over or still to come, both ends included', () => {
		expect(ruleAge(rule, '2026-12-31')).toBeNull();
		expect(ruleAge(rule, '2027-01-01')).toBe('over');
		expect(ruleAge(rule, '2026-09-30')).toBe('ahead');
		expect(ruleAge(rule, '2026-10-01')).toBeNull();
	});

	it('finds the rule a problem is about', () => {
		const at = (place: string) => ({ row: null, place, reason: 'floor-above-target', found: null });
		const { rules, rest } = problemsByRule([
			at('margin › rules 2 › floor'),
			at('rules 2'),
			at('rules 1 › name'),
			at('families 2 › floor'),
		]);
		expect([...rules].map(([index, problems]) => [index, problems.length])).toEqual([
			[1, 2],
			[0, 1],
		]);
		expect(rest.map(({ place }) => place)).toEqual(['families 2 › floor']);
	});
});
