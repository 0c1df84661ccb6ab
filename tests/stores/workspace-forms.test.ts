import { describe, expect, it } from 'vitest';
import {
	type CollateralDraft,
	draftOfCollateral,
	draftOfProcess,
	emptyCollateralDraft,
	findCollateral,
	formOfLimits,
	limitsOfForm,
	moved,
	pieceOfDraft,
	pieceWithSameLink,
	processOfDraft,
	readLink,
} from '../../stores/workspace-forms.ts';
import { samplePlaybook } from '../components/workspace/fake-background.ts';

const now = '2026-11-24T09:00:00.000Z';
const filled: CollateralDraft = {
	...emptyCollateralDraft(),
	title: ' Savings ',
	url: 'firm.example/savings',
	fits: [
		{ key: 'a', field: 'industry', values: 'Food, , Pharma ' },
		{ key: 'b', field: '', values: ' ' },
	],
};

describe('a piece of collateral in its form', () => {
	it('becomes a piece with https, trimmed words and only the rules that say something', () => {
		expect(pieceOfDraft(filled, 'new', now)).toEqual({
			ok: true,
			value: {
				id: 'new',
				title: 'Savings',
				url: 'https://firm.example/savings',
				kind: 'case-study',
				whenToUse: '',
				fits: [{ field: 'industry', values: ['Food', 'Pharma'] }],
				isProof: false,
				expires: null,
				updatedAt: now,
			},
		});
	});

	it('comes back unchanged from the form', () => {
		for (const piece of samplePlaybook.collateral) {
			expect(pieceOfDraft(draftOfCollateral(piece), piece.id, piece.updatedAt)).toEqual({ ok: true, value: piece });
		}
	});

	it('is refused with every fault by field', () => {
		const draft = {
			...filled,
			title: ' ',
			url: 'http://firm.example',
			expires: '2026-02-30',
			fits: [{ key: 'a', field: 'industry', values: '' }],
		};
		expect(pieceOfDraft(draft, 'new', now)).toEqual({
			ok: false,
			error: {
				title: 'title-missing',
				url: 'link-not-https',
				expires: 'day-unreadable',
				fits: { a: 'fit-incomplete' },
			},
		});
	});

	it.each([
		['javascript:alert(1)', 'link-not-https'],
		['data:text/html,x', 'link-not-https'],
		['file:///etc/hosts', 'link-not-https'],
		['https://firm.example@evil.example/story', 'link-names-user'],
		['https://ada:secret@firm.example/story', 'link-names-user'],
		['https://firm.example/\u202egnp.exe', 'link-hidden-signs'],
		['https://fi\u200brm.example/story', 'link-hidden-signs'],
		['story', 'link-unreadable'],
		['https://firm.example/a b', 'link-unreadable'],
		[`https://firm.example/${'a'.repeat(2000)}`, 'link-too-long'],
	])('does not take the link %s', (text, error) => {
		expect(readLink(text)).toEqual({ ok: false, error });
	});

	it('takes a host with a port and no scheme', () => {
		expect(readLink('firm.example:8443/x')).toEqual({ ok: true, value: 'https://firm.example:8443/x' });
	});

	it('finds another piece with the same link, and never itself', () => {
		const twin = { ...filled, url: 'https://firm.example/audits/#top' };
		expect(pieceWithSameLink(twin, samplePlaybook.collateral)?.id).toBe('audits');
		expect(pieceWithSameLink({ ...twin, id: 'audits' }, samplePlaybook.collateral)).toBeNull();
	});

	it('is found by all words in title, use, link and kind', () => {
		const find = (query: string) =>
			findCollateral(samplePlaybook.collateral, query, () => 'Leitfaden').map((piece) => piece.id);
		expect(find('ENERGY audits')).toEqual(['audits']);
		expect(find('leitfaden warranty')).toEqual(['warranty']);
		expect(find('nothing')).toEqual([]);
		expect(find(' ')).toEqual(['audits', 'warranty']);
	});
});

describe('a process in its form', () => {
	it('comes back unchanged', () => {
		expect(processOfDraft(draftOfProcess(samplePlaybook.process))).toEqual({ ok: true, value: samplePlaybook.process });
	});

	it('lists every fault with its place, in the order of the form', () => {
		const draft = draftOfProcess(samplePlaybook.process);
		const [first, second] = draft.stages;
		if (!first || !second) throw new Error('sample without stages');
		const broken = {
			...draft,
			name: '',
			stages: [
				{ ...first, usualDays: '1.5', criteria: [{ id: 'c', text: ' ', isRequired: false, filledBy: '' }] },
				{
					...second,
					name: 'qualify',
					crmStages: [
						{ key: 'x', crm: 'tryton', kind: null, stage: 'lead' },
						{ key: 'y', crm: 'my crm', kind: null, stage: 'a' },
						{ key: 'z', crm: '', kind: null, stage: 'a' },
					],
				},
			],
		};
		expect(processOfDraft(broken)).toEqual({
			ok: false,
			error: [
				{ code: 'process-name-missing', stage: null, row: null },
				{ code: 'days-unreadable', stage: 0, row: null },
				{ code: 'criterion-empty', stage: 0, row: 'c' },
				{ code: 'stage-name-twice', stage: 1, row: null },
				{ code: 'crm-stage-twice', stage: 1, row: 'x' },
				{ code: 'crm-name-spaced', stage: 1, row: 'y' },
				{ code: 'crm-stage-incomplete', stage: 1, row: 'z' },
			],
		});
	});

	it('moves an item by one place and not past an end', () => {
		expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
		expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
		expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
		expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
	});
});

describe('limits in their form', () => {
	it('come back unchanged in German, written with commas', () => {
		const form = formOfLimits(samplePlaybook.margin, 'de');
		expect(form.families[0]?.floor).toBe('22,5');
		const { families, otherwise } = samplePlaybook.margin;
		expect(limitsOfForm(form, 'de')).toEqual({ ok: true, value: { families, otherwise } });
	});

	it('may leave everything else without a limit', () => {
		const form = formOfLimits({ ...samplePlaybook.margin, otherwise: null }, 'en');
		expect(limitsOfForm(form, 'en')).toMatchObject({ ok: true, value: { otherwise: null } });
	});

	it('are refused by row and field', () => {
		const form = {
			families: [
				{ key: '0', family: 'Doors', floor: '40', target: '30' },
				{ key: '1', family: 'doors', floor: 'x', target: '' },
				{ key: '2', family: ' ', floor: '10', target: '10' },
			],
			otherwise: { key: 'otherwise', family: '', floor: '10', target: '' },
		};
		expect(limitsOfForm(form, 'en')).toEqual({
			ok: false,
			error: [
				{ code: 'floor-over-target', key: '0', field: 'floor' },
				{ code: 'family-twice', key: '1', field: 'family' },
				{ code: 'percent-unreadable', key: '1', field: 'floor' },
				{ code: 'percent-missing', key: '1', field: 'target' },
				{ code: 'family-missing', key: '2', field: 'family' },
				{ code: 'percent-missing', key: 'otherwise', field: 'target' },
			],
		});
	});
});
