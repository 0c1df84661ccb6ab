import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { firmFile } from '../../scripts/firm.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { arrange, origin } from './arrange.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

const demo = fixtureDeal.ref;
const firm = { ...demo, crm: 'odoo', site: 'https://crm.example' };
const products = ['CX-40', 'CP-7', 'INST-D', 'WAR-3Y', 'FRT'];
/** Words and figures that stand in the sample alone. */
const invented = ['8150', '1.16', 'Understand', 'Head of sales', 'Maja Lind', 'Competitor', 'prepay'];

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
});

test('on a firm’s CRM a new browser starts with nothing invented', async () => {
	const { value } = await arrange('nothing');
	const { playbook } = await value('sidebar', 'deal.context', { user: { id: 'ada' }, ref: firm, products });
	expect(playbook).toMatchObject({
		process: { stages: [], closedStages: [] },
		collateral: [],
		costs: [],
		approvals: { levels: [], rules: [] },
		margin: { otherwise: null, families: [], rules: [], reasonCodes: [] },
		payPlan: null,
		rates: [],
		trades: [],
		offInvoice: [],
		priceGuides: [],
	});
	const told = JSON.stringify(playbook);
	expect(invented.filter((word) => told.includes(word))).toEqual([]);
});

test('the demo CRM fills a playbook that nobody has begun, and a firm’s CRM still shows nothing of it', async () => {
	const { value, told } = await arrange('nothing');
	const there = await value('sidebar', 'deal.context', { user: { id: 'ada' }, ref: demo, products });
	expect(there.playbook.process.stages).toHaveLength(5);
	expect(there.playbook.costs).toHaveLength(5);
	expect(told).toEqual(['playbook']);
	const here = await value('sidebar', 'deal.context', { user: { id: 'ada' }, ref: firm, products });
	const text = JSON.stringify(here.playbook);
	expect(invented.filter((word) => text.includes(word))).toEqual([]);
	expect(here.playbook.costs).toEqual([]);
});

test('changes of the sample stay with the demo CRM; costs that a firm imported over it count everywhere', async () => {
	const { value, save } = await arrange('sample');
	const { process } = (await value('own', 'playbook.read', null)).playbook;
	await save.process({ ...process, name: 'Ours' });
	const { upload } = await value('own', 'costs.begin', null);
	const own = { product: 'CX-40', unitCost: '7000', currency: 'EUR', period: 'once' } as const;
	await value('own', 'costs.part', { upload, costs: [own] });
	await value('own', 'costs.commit', { upload, mode: 'merge' });
	const here = await value('sidebar', 'deal.context', { user: { id: 'ada' }, ref: firm, products });
	expect(here.playbook.process.stages).toEqual([]);
	expect(here.playbook.costs).toEqual([own]);
	const there = await value('sidebar', 'deal.context', { user: { id: 'ada' }, ref: demo, products });
	expect(there.playbook.process.name).toBe('Ours');
	expect(there.playbook.costs).toHaveLength(5);
});

test('a firm’s own playbook counts on every CRM, the demo’s too', async () => {
	const { value } = await arrange('nothing');
	await value('own', 'playbook.import', { text: firmFile() });
	for (const ref of [firm, demo]) {
		const { playbook } = await value('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products });
		expect(playbook).toMatchObject({ name: 'A firm', origin: 'own' });
		expect(playbook.costs).toHaveLength(5);
	}
});

test('a file without costs that replaces the sample takes the sample’s costs away, and not a firm’s own', async () => {
	const { value } = await arrange('sample');
	const { costs: _, ...file } = JSON.parse(firmFile());
	const { upload } = await value('own', 'costs.begin', null);
	const own = { product: 'OUR-1', unitCost: '7000', currency: 'EUR', period: 'once' } as const;
	await value('own', 'costs.part', { upload, costs: [own] });
	await value('own', 'costs.commit', { upload, mode: 'merge' });
	await value('own', 'playbook.import', { text: JSON.stringify(file) });
	expect((await value('own', 'costs.find', { query: '', limit: 10 })).costs).toEqual([own]);
	await value('own', 'playbook.undoImport', null);
	expect((await value('own', 'costs.find', { query: '', limit: 10 })).count).toBe(6);
});

test('an own start takes the sample’s place, keeps own costs, and can be undone', async () => {
	const { value } = await arrange('sample');
	await value('own', 'playbook.start', null);
	const { playbook, costCount } = await value('own', 'playbook.read', null);
	expect(playbook).toMatchObject({ origin: 'own', process: { stages: [] } });
	expect(costCount).toBe(0);
	expect(await value('own', 'playbook.undoImport', null)).toBe(true);
	expect((await value('own', 'playbook.read', null)).playbook.origin).toBe('sample');
});

test('a sample that an earlier version kept untouched is the demo’s; one that was worked on is the firm’s', async () => {
	const untouched = await arrange('sample-of-before');
	const on = (far: typeof untouched) =>
		far.value('sidebar', 'deal.context', { user: { id: 'ada' }, ref: firm, products });
	expect((await on(untouched)).playbook.process.stages).toEqual([]);
	expect((await untouched.value('own', 'playbook.read', null)).playbook.origin).toBe('sample');
	const upgraded = await arrange('sample-of-before', (playbook) => ({
		...playbook,
		margin: { ...playbook.margin, visibility: { ...playbook.margin.visibility, rep: 'by-cost-list' } },
	}));
	expect((await on(upgraded)).playbook.process.stages).toEqual([]);
	const changed = await arrange('sample-of-before', (playbook) => ({ ...playbook, collateral: [], attachments: [] }));
	expect((await on(changed)).playbook.process.stages).toHaveLength(5);
	expect((await on(changed)).playbook.costs).toHaveLength(5);
});
