import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Collateral } from '../../core/model/playbook.ts';
import type { Result } from '../../core/model/result.ts';
import { revisionOf } from '../../core/playbook/revision.ts';
import { row } from '../../messages/commands/row.ts';
import { commandNames, readData } from '../../messages/commands.ts';
import { isLayout, readToPage } from '../../messages/port.ts';
import { readFromPage } from '../../stores/deal/from-page.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { fixtureMap, fixturePointed } from '../fixtures/fixture-map.ts';

const { ref } = fixtureDeal;
const hint = { by: 'label', value: 'x' } as const;

test('what a command wants is let through as it is', () => {
	expect(readData('deal.remember', { user: { id: 'ada' }, facts: fixtureDeal })).toEqual({
		data: { user: { id: 'ada' }, facts: fixtureDeal },
	});
	expect(readData('playbook.read', undefined)).toEqual({ data: null });
	expect(readData('map.save', { map: fixtureMap })).toEqual({ data: { map: fixtureMap } });
	expect(readData('pointed.save', { field: fixturePointed })).toEqual({ data: { field: fixturePointed } });
	expect(readData('crm.found', { crm: 'tryton' })).toEqual({ data: { crm: 'tryton' } });
});

const wrong: readonly (readonly [Parameters<typeof readData>[0], unknown])[] = [
	['crm.found', { crm: '../background' }],
	['crm.found', { crm: 'tryton', file: 'x' }],
	[
		'deal.remember',
		{ user: { id: 'ada' }, facts: { ...fixtureDeal, lines: [{ ...fixtureDeal.lines?.[0], unitCost: 8150 }] } },
	],
	['deal.remember', { user: { id: 'ada' }, facts: { ...fixtureDeal, currency: 'euro' } }],
	['deal.context', { user: { id: 'ada' }, ref: { ...ref, kind: 'invoice' }, products: [] }],
	['criterion.tick', { ref, criterionId: '', isDone: true, evidence: null }],
	['collateral.markSent', { ref, collateralId: 'a', isSent: 'yes' }],
	['costs.find', { query: '', limit: 0 }],
	[
		'costs.part',
		{ upload: 'x', costs: [{ product: 'A', unitCost: '-1', currency: 'EUR', period: 'unsaid' as const }] },
	],
	['policy.save', { change: [], from: '0'.repeat(64) }],
	['policy.save', { change: {}, from: 'latest' }],
	['draft.keep', { draft: { owner: 'w', form: 'process', at: '2026-11-24T10:00:00.000Z', open: 'text' } }],
	['draft.drop', { owner: '../w', form: 'process' }],
	['layout.save', { site: 'x', layout: { side: 'top', widthPx: 360, isCollapsed: false, handleAt: 0.5 } }],
	['map.save', { map: { ...fixtureMap, site: 'https://crm.example/' } }],
	['map.save', { map: { ...fixtureMap, site: 'javascript:alert(1)' } }],
	['map.save', { map: { ...fixtureMap, pages: ['/quotes'] } }],
	['map.save', { map: { ...fixtureMap, pages: ['https://evil.example/{id}'] } }],
	['map.save', { map: { ...fixtureMap, name: 'x'.repeat(1_000_000) } }],
	['map.save', { map: { ...fixtureMap, fields: JSON.parse('{"__proto__": [{"by": "label", "value": "x"}]}') } }],
	['map.save', { map: { ...fixtureMap, fields: { name: Array(101).fill(hint) } } }],
	// Each part within its bounds, all together too much.
	['map.save', { map: { ...fixtureMap, fields: { name: Array(100).fill({ ...hint, value: 'x'.repeat(2000) }) } } }],
	['map.save', { map: { ...fixtureMap, version: 1e300 } }],
	['map.save', { map: { ...fixtureMap, format: 2 } }],
	['pointed.save', { field: { ...fixturePointed, crm: '../x' } }],
	['pointed.save', { field: { ...fixturePointed, hints: [] } }],
	['point.open', { tabId: '1', purpose: { kind: 'map', mapId: null } }],
	['point.open', { tabId: 1, purpose: { kind: 'repair', crm: 'tryton', field: '', crmTitle: 'Tryton' } }],
	['settings.save', { change: { language: 'fr' }, from: revisionOf({ language: 'en' }) }],
	['settings.save', { change: { language: 'de', extra: 1 }, from: revisionOf({}) }],
	['settings.save', { change: { language: 'de' } }],
];

test.for(wrong)('%s refuses what has not its shape', ([name, data]) => {
	expect(readData(name, data)).toBeUndefined();
});

test('junk is refused by every command that wants something, and never throws', () => {
	fc.assert(
		fc.property(fc.constantFrom(...commandNames), fc.anything(), (name, junk) => {
			const read = readData(name, junk);
			return read === undefined || junk === null || junk === undefined;
		}),
		{ numRuns: 2000 },
	);
});

test('junk on the port is no message, on either side', () => {
	fc.assert(
		fc.property(fc.anything(), (junk) => readToPage(junk) === null && readFromPage(junk) === null && !isLayout(junk)),
		{ numRuns: 2000 },
	);
	const types = [
		'record.shown',
		'facts.reading',
		'facts.read',
		'facts.failed',
		'edits.read',
		'edits.failed',
		'layout.set',
		'facts.kept',
	];
	fc.assert(
		fc.property(fc.constantFrom(...types), fc.dictionary(fc.string(), fc.anything()), (type, rest) => {
			const message = { ...rest, type };
			return readFromPage(message) === null && readToPage(message) === null;
		}),
		{ numRuns: 2000 },
	);
});

test.each([
	['javascript:alert(1)', false],
	['http://firm.example/story', false],
	['https://firm.example@evil.example/story', false],
	['https://ada:secret@firm.example/story', false],
	['https://firm.example/\u202egnp.exe', false],
	['https://fi\u200brm.example/story', false],
	['https://firm.example/story', true],
])('a piece of collateral at %s is taken: %s', (url, isTaken) => {
	const piece: Collateral = {
		id: 'story',
		title: 'Story',
		url,
		kind: 'guide',
		whenToUse: '',
		fits: [],
		isProof: false,
		expires: null,
		updatedAt: '2026-11-24T10:00:00.000Z',
	};
	expect(readData('collateral.save', { piece, from: revisionOf(null) }) !== undefined).toBe(isTaken);
});

test('no command answers with one result in another', () => {
	const nothing = v.null();
	const said = { shape: nothing, from: ['own'], keeps: 'nothing', needs: 'nothing' } as const;
	expect(row<null, 'host-refused'>()(said).shape).toBe(nothing);
	// @ts-expect-error An answer is a result already; what can go wrong is the second argument.
	expect(row<Result<null, 'host-refused'>>()(said).shape).toBe(nothing);
});
