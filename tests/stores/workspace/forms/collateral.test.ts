import { describe, expect, it } from 'vitest';
import {
	type CollateralDraft,
	draftOfCollateral,
	emptyCollateralDraft,
	findCollateral,
	pieceOfDraft,
	pieceWithSameLink,
	readLink,
} from '../../../../stores/workspace/forms/collateral.ts';
import { samplePlaybook } from '../../../components/workspace/fake-background.ts';

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
