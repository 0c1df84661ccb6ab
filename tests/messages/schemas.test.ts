import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLayout, readToPage } from '../../messages/port.ts';
import { commandNames, readData } from '../../messages/schemas.ts';
import { readFromPage } from '../../stores/from-page.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';

const { ref } = fixtureDeal;

test('what a command wants is let through as it is', () => {
	expect(readData('deal.remember', { facts: fixtureDeal })).toEqual({ data: { facts: fixtureDeal } });
	expect(readData('playbook.read', undefined)).toEqual({ data: null });
	expect(readData('crm.found', { crm: 'tryton' })).toEqual({ data: { crm: 'tryton' } });
});

const wrong: readonly (readonly [Parameters<typeof readData>[0], unknown])[] = [
	['crm.found', { crm: '../background' }],
	['crm.found', { crm: 'tryton', file: 'x' }],
	['deal.remember', { facts: { ...fixtureDeal, lines: [{ ...fixtureDeal.lines?.[0], unitCost: 8150 }] } }],
	['deal.remember', { facts: { ...fixtureDeal, currency: 'euro' } }],
	['deal.context', { ref: { ...ref, kind: 'invoice' }, products: [] }],
	['criterion.tick', { ref, criterionId: '', isDone: true, evidence: null }],
	['collateral.markSent', { ref, collateralId: 'a', isSent: 'yes' }],
	['costs.find', { query: '', limit: 0 }],
	['costs.part', { upload: 'x', costs: [{ product: 'A', unitCost: '-1', currency: 'EUR' }] }],
	['policy.save', { margin: [] }],
	['layout.save', { site: 'x', layout: { side: 'top', widthPx: 360, isCollapsed: false, handleAt: 0.5 } }],
	['settings.save', { settings: { language: 'fr', theme: 'auto', viewer: { name: '', role: 'rep' } } }],
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
