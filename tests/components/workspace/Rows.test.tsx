// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LanguageProvider } from '../../../components/ui/Language/Language.tsx';
import { Access } from '../../../components/workspace/Access/Access.tsx';
import { AccessContext } from '../../../components/workspace/Access/AccessContext.tsx';
import type { AccessAccount } from '../../../core/model/access.ts';
import type { MarginRule, Playbook } from '../../../core/model/playbook.ts';
import { success } from '../../../core/model/result.ts';
import type { CommandAnswer, CommandData, CommandName } from '../../../messages/commands.ts';
import { createAccessStore } from '../../../stores/workspace/access.ts';
import { fixtureMap, fixturePointed } from '../../fixtures/fixture-map.ts';
import { samplePlaybook } from './fake-background.ts';
import { openWorkspace } from './open-workspace.tsx';

beforeEach(() => {
	Element.prototype.scrollIntoView = vi.fn();
});
afterEach(cleanup);

type Far = Parameters<NonNullable<Parameters<typeof openWorkspace>[1]>>[0];

interface ListCase {
	readonly list: string;
	/** Where the list is drawn, below `components/workspace/`. */
	readonly file: string;
	readonly section: string;
	readonly playbook?: Playbook;
	readonly prepare?: (far: Far) => void;
	/** Instead of a section of the workspace. */
	readonly draw?: () => Promise<void>;
	/** Buttons pressed before the list is there. */
	readonly press?: readonly (string | RegExp)[];
	readonly typed?: readonly [field: string, text: string];
	/** What the list is in; the page where nothing else has such buttons. */
	readonly box?: () => HTMLElement;
	/** The button that adds a row; several where each adds a row of another kind. Absent where a form or a field does. */
	readonly add?: string | readonly string[];
	readonly remove?: RegExp;
	readonly moves?: true;
	/** What has the focus when the last row was removed: the first button that adds one, where nothing is said. */
	readonly end?: () => HTMLElement;
}

const scope: MarginRule['scope'] = {
	products: [],
	families: [],
	segments: [],
	regions: ['North'],
	currencies: [],
	stages: [],
	teams: [],
	from: null,
	until: null,
};
const rules = ['a', 'b', 'c'].map((id) => ({ id, name: id, scope, floor: '0.2', target: '0.3', warnings: null }));
const piece = samplePlaybook.collateral[0];
if (piece === undefined) throw new Error('no piece');
const pieces = ['a', 'b', 'c'].map((id) => ({ ...piece, id, title: id }));
const three: Playbook = {
	...samplePlaybook,
	margin: { ...samplePlaybook.margin, rules },
	collateral: pieces,
	attachments: pieces.map(({ id }) => ({ stageId: 'qualify', collateralId: id })),
};
const manager: Playbook = { ...samplePlaybook, approvals: { levels: [{ name: 'Manager', who: '' }], rules: [] } };

const region = (name: string) => () => screen.getByRole('region', { name });
const group = (name: string) => () => screen.getByRole('group', { name });
const addRule = [/^Add rule$/] as const;

async function drawAccess(): Promise<void> {
	let accounts: readonly AccessAccount[] = ['a', 'b', 'c'].map((name) => ({
		crm: 'salesforce',
		place: `${name}.my.salesforce.com`,
		apiHost: `${name}.my.salesforce.com`,
		way: 'token',
		isKept: true,
		since: '2026-11-24T10:00:00.000Z',
	}));
	const listeners = new Set<() => void>();
	const far = {
		onChange(listener: () => void) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async ask<N extends CommandName>(name: N, data: CommandData<N>): Promise<CommandAnswer<N>> {
			if (name === 'access.remove')
				accounts = accounts.filter(({ place }) => place !== (data as { place: string }).place);
			const answers = {
				'access.read': { accounts, costFields: {}, unreadable: [], redirectAddress: null },
				'crms.seen': ['salesforce'],
			};
			return success(answers[name as keyof typeof answers] ?? null) as CommandAnswer<N>;
		},
	};
	render(
		<LanguageProvider language="en">
			<AccessContext store={createAccessStore(far as never)} request={vi.fn()} browserName="Chromium">
				<Access />
			</AccessContext>
		</LanguageProvider>,
	);
	await screen.findByText('a.my.salesforce.com');
}

const cases: readonly ListCase[] = [
	{
		list: 'stages',
		file: 'Process/ProcessSection.tsx',
		section: 'process',
		add: 'Add stage',
		remove: /^Remove stage/,
		moves: true,
	},
	{
		list: 'criteria',
		file: 'Process/Criteria.tsx',
		section: 'process',
		press: [/^Stage 2/],
		box: group('Exit criteria'),
		add: 'Add criterion',
		remove: /^Remove criterion/,
		moves: true,
	},
	{
		list: 'CRM stages of a stage',
		file: 'Process/CrmStages.tsx',
		section: 'process',
		press: [/^Stage 2/],
		box: group('CRM stages that mean this one'),
		add: 'Add CRM stage',
		remove: /^Remove CRM stage/,
	},
	{
		list: 'closed stages',
		file: 'Process/CrmStages.tsx',
		section: 'process',
		box: region('Closed stages'),
		add: 'Add CRM stage',
		remove: /^Remove CRM stage/,
	},
	{
		list: 'what a piece of collateral fits',
		file: 'Collateral/CollateralForm.tsx',
		section: 'collateral',
		press: ['Add collateral'],
		box: () => screen.getByRole('form'),
		add: 'Add rule',
		remove: /^Remove rule/,
	},
	{
		list: 'pieces of collateral',
		file: 'Collateral/CollateralSection.tsx',
		section: 'collateral',
		playbook: three,
		remove: /^Remove [abc]$/,
		end: () => screen.getByRole('button', { name: 'Add collateral' }),
	},
	{
		list: 'the order of pieces',
		file: 'Collateral/StageOrder.tsx',
		section: 'collateral',
		playbook: three,
		press: ['Show order and preview'],
		moves: true,
	},
	{
		list: 'limits by family',
		file: 'Policy/PolicySection.tsx',
		section: 'policy',
		box: region('Floor and target by product family'),
		add: 'Add product family',
		remove: /^Remove /,
	},
	{
		list: 'rules',
		file: 'Rules/Rules.tsx',
		section: 'policy',
		playbook: three,
		box: region('Rules'),
		remove: /^Remove /,
		end: () => within(screen.getByRole('region', { name: 'Rules' })).getByRole('button', { name: 'Add rule' }),
	},
	{
		list: 'conditions of a rule',
		file: 'Rules/RuleForm.tsx',
		section: 'policy',
		press: addRule,
		add: ['Regions', 'Segment', 'Dates'],
		remove: /^Remove condition/,
		end: () => screen.getByRole('button', { name: 'Products' }),
	},
	{
		list: 'segments of a condition',
		file: 'Rules/Condition.tsx',
		section: 'policy',
		press: [...addRule, 'Segment'],
		add: 'Add segment',
		remove: /^Remove segment/,
	},
	{
		list: 'values of a condition',
		file: 'Chips/Chips.tsx',
		section: 'policy',
		press: [...addRule, 'Regions'],
		typed: ['Regions', 'a,b,c,'],
		remove: /^Remove [abc]$/,
		end: () => screen.getByLabelText('Regions', { selector: 'input' }),
	},
	{
		list: 'who can agree',
		file: 'Approvals/Ladder.tsx',
		section: 'approvals',
		add: 'Add level',
		remove: /^Remove level/,
		moves: true,
	},
	{
		list: 'when somebody has to agree',
		file: 'Approvals/ApprovalRules.tsx',
		section: 'approvals',
		playbook: manager,
		add: 'Add rule',
		remove: /^Remove rule/,
	},
	{
		list: 'trades',
		file: 'Trades/Trades.tsx',
		section: 'trades',
		box: region('Trades'),
		add: 'Add trade',
		remove: /^Remove /,
	},
	{
		list: 'after the invoice',
		file: 'Trades/OffInvoice.tsx',
		section: 'trades',
		box: region('After the invoice'),
		add: 'Add item',
		remove: /^Remove /,
	},
	{ list: 'exchange rates', file: 'Trades/Rates.tsx', section: 'trades', add: 'Add rate', remove: /^Remove rate/ },
	{
		list: 'bands of pay',
		file: 'Pay/Bands.tsx',
		section: 'pay',
		playbook: {
			...samplePlaybook,
			payPlan: { kind: 'bands', base: 'margin', mode: 'whole', bands: [], accelerator: null, isTakenBack: false },
		},
		add: 'Add band',
		remove: /^Remove band/,
	},
	{
		list: 'reasons to choose from',
		file: 'Reps/RepsSection.tsx',
		section: 'reps',
		box: region('Reasons to choose from'),
		add: 'Add reason',
		remove: /^Remove /,
	},
	{
		list: 'sites',
		file: 'Settings/Sites.tsx',
		section: 'settings',
		prepare: (far) => {
			far.sites = ['a', 'b', 'c'].map((label) => ({ pattern: `https://${label}/*`, label, kind: 'added' }));
		},
		box: region('Sites'),
		remove: /^Remove [abc]$/,
		end: () => screen.getByRole('textbox', { name: 'Site address' }),
	},
	{
		list: 'shown CRMs and fields',
		file: 'Maps/ShownCrms.tsx',
		section: 'settings',
		prepare: (far) => {
			const maps = ['a', 'b', 'c'].map((id) => ({ ...fixtureMap, id, name: id }));
			far.mapped = { maps, pointed: [fixturePointed] };
		},
		box: region('CRMs shown to Dealside'),
		remove: /^Remove /,
		end: () => screen.getByLabelText('Choose file of shown CRMs'),
	},
	{
		list: 'accounts of a CRM',
		file: 'Access/AccessRow.tsx',
		section: 'settings',
		draw: drawAccess,
		remove: /^Remove /,
		end: () => screen.getByRole('button', { name: 'Set up Salesforce' }),
	},
];

const user = userEvent.setup({ delay: null });

const nameOf = (button: HTMLElement) => button.getAttribute('aria-label') ?? button.textContent?.trim() ?? '';

function buttons(box: HTMLElement, name: string | RegExp): HTMLElement[] {
	return [...box.querySelectorAll('button')].filter((button) =>
		typeof name === 'string' ? nameOf(button) === name : name.test(nameOf(button)),
	);
}

const fields = (box: HTMLElement) => [...box.querySelectorAll<HTMLElement>('input, select, textarea')];

/** By keyboard alone; both keys that press a button. */
async function press(button: HTMLElement | undefined, key: '{Enter}' | ' ' = '{Enter}'): Promise<void> {
	if (button === undefined) throw new Error('no such button');
	button.focus();
	await user.keyboard(key);
}

async function open({ section, prepare, playbook, draw, press: first = [], typed }: ListCase): Promise<void> {
	if (draw) await draw();
	else await openWorkspace(section, prepare, playbook);
	for (const name of first) await press(screen.getByRole('button', { name }));
	if (typed) {
		screen.getByLabelText(typed[0], { selector: 'input' }).focus();
		await user.keyboard(typed[1]);
	}
}

const whole = () => document.body;
const spoken = () => screen.getAllByRole('status').map(({ textContent }) => textContent);

/** Adds with both keys that press a button, and types: a press of Add by the spaces of what is typed is one row more. */
async function added({ box = whole, add = [], remove = /^$/ }: ListCase): Promise<void> {
	const names = typeof add === 'string' ? [add, add, add] : add;
	for (const [index, name] of names.entries()) {
		const before = fields(box());
		const rows = buttons(box(), remove).length;
		await press(buttons(box(), name)[0], index % 2 === 0 ? '{Enter}' : ' ');
		const grown = buttons(box(), remove).length;
		expect(grown).toBeGreaterThan(rows);
		const field = fields(box()).find((each) => !before.includes(each));
		expect(document.activeElement).toBe(field);
		await user.keyboard(`a ${index}`);
		if (field instanceof HTMLInputElement && field.type === 'text') expect(field.value).toBe(`a ${index}`);
		expect(buttons(box(), remove)).toHaveLength(grown);
	}
}

/** Takes the first row down to the end and up again. */
async function moved({ box = whole }: ListCase): Promise<void> {
	const list = box();
	const up = () => buttons(list, /^Move .* up$/);
	const down = () => buttons(list, /^Move .* down$/);
	const [first] = down();
	const last = down().length - 1;
	expect(last).toBeGreaterThan(1);
	first?.focus();
	for (let at = 1; at <= last; at += 1) {
		await user.keyboard('{Enter}');
		await waitFor(() => expect(down()[at]).toBe(first));
		await waitFor(() => expect(document.activeElement).toBe(at === last ? up()[at] : first));
		expect(spoken()).toContainEqual(expect.stringContaining(` is now ${at + 1} of ${last + 1}.`));
	}
	for (let at = last - 1; at >= 0; at -= 1) {
		await user.keyboard(' ');
		await waitFor(() => expect(down()[at]).toBe(first));
		await waitFor(() => expect(document.activeElement).toBe(at === 0 ? first : up()[at]));
	}
}

/** Removes the second row, then from the last to the first. */
async function removed({ box = whole, add = [], remove = /^$/, end, draw }: ListCase): Promise<void> {
	const list = box();
	const atEnd = end ?? (() => buttons(list, typeof add === 'string' ? add : (add[0] ?? ''))[0]);
	let rows = buttons(list, remove);
	expect(rows.length).toBeGreaterThan(2);
	for (let at = 1; rows.length > 0; at = rows.length - 1) {
		const next = rows[at + 1] ?? rows[at - 1];
		await press(rows[at]);
		rows = rows.filter((_, index) => index !== at);
		await waitFor(() => expect(buttons(list, remove)).toEqual(rows));
		await waitFor(() => expect(document.activeElement).toBe(next ?? atEnd()));
		if (!draw) expect(spoken()).toContainEqual(expect.stringMatching(/removed|usual place|no longer runs/i));
	}
}

it.each(cases)('$list: by keyboard, rows that come, move and go leave the focus where one goes on', async (each) => {
	await open(each);
	expect(document.querySelectorAll('[data-does]:not([data-rows] *)')).toHaveLength(0);
	await added(each);
	if (each.moves) await moved(each);
	if (each.remove) await removed(each);
});

it('pieces of collateral: several removed at once give the focus to the first of the rest', async () => {
	await openWorkspace('collateral', () => undefined, three);
	for (const name of ['Select a', 'Select c']) {
		screen.getByRole('checkbox', { name }).focus();
		await user.keyboard(' ');
	}
	await press(screen.getByRole('button', { name: 'Remove' }));
	await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove b' })));
});

it('a key held down adds, removes and sends nothing where the focus went', async () => {
	await openWorkspace('collateral');
	await press(screen.getByRole('button', { name: 'Add collateral' }));
	await press(screen.getByRole('button', { name: 'Add rule' }));
	await press(screen.getByRole('button', { name: 'Add rule' }), ' ');
	const [first, second] = buttons(whole(), /^Remove rule/);
	first?.focus();
	await user.keyboard('{Enter>3/}');
	expect(buttons(whole(), /^Remove rule/)).toEqual([second]);
	screen.getByRole('button', { name: 'Add rule' }).focus();
	await user.keyboard('{Enter>3/}');
	expect(buttons(whole(), /^Remove rule/)).toHaveLength(2);
	expect(screen.queryByText('Give it a title reps will recognise.')).toBeNull();
});

const folder = join(import.meta.dirname, '../../../components/workspace');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.tsx') && !name.startsWith('Rows'))
	.map((name) => ({ name: name.replaceAll('\\', '/'), code: readFileSync(join(folder, name), 'utf8') }));

it('every list is played above', () => {
	const drawn = sources.flatMap(({ name, code }) => (/<Rows\b/.test(code) ? [name] : []));
	expect([...new Set(cases.map(({ file }) => file))].sort()).toEqual(drawn.sort());
});

/** Buttons that move or remove a row, but not by `Rows`: the icons of such buttons, and their words. */
function byHand(code: string): string[] {
	const icons = code.match(/\b(?:Trash\d?|ArrowUp|ArrowDown|ChevronUp|CircleMinus|CircleX)\b/g) ?? [];
	const words = [...code.matchAll(/\b(?:remove|delete)(?!d)\w*\b(?=\(|\})/g)].flatMap(({ index, 0: word }) => {
		if (!/words\.$|words\.\w+\.$/.test(code.slice(0, index))) return [];
		const element = code.slice(code.lastIndexOf('<', index), index);
		return /^<RemoveRow\b|data-does="remove"/.test(element) ? [] : [word];
	});
	return [...icons, ...words];
}

it('no list has buttons of its own for what Rows does', () => {
	expect(sources.length).toBeGreaterThan(50);
	expect(sources.flatMap(({ name, code }) => byHand(code).map((found) => `${name}: ${found}`))).toEqual([]);
	expect(byHand('<IconButton icon={Trash2} label={words.removeBand(position)} onClick={onRemove} />')).toEqual([
		'Trash2',
		'removeBand',
	]);
	expect(byHand('<Button onClick={() => onChange(less)}>{words.remove}</Button>')).toEqual(['remove']);
});
