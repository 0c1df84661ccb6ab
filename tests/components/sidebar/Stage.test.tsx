// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DealFacts, StageOption } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import type { PlaybookForDeal, Viewer } from '../../../core/model/playbook.ts';
import { decided } from '../../../core/playbook/default-policy.ts';
import { startPlaybook } from '../../../core/playbook/start.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from './far-side.ts';
import { expectAccessible, openSidebar, plain, readDeal, region, textOf } from './open-sidebar.tsx';

afterEach(() => {
	cleanup();
	vi.useRealTimers();
});

const { ref } = fixtureDeal;

describe('the steps', () => {
	it('name the current one and say where it stands and for how long', async () => {
		await openSidebar();
		const current = region('Stage')
			.getAllByRole('listitem')
			.filter((step) => step.getAttribute('aria-current') === 'step');
		expect(current.map((step) => step.textContent)).toEqual(['Propose']);
		expect(textOf('Stage')).toContain('Step 1 of 2');
		// From 12 to 24 November; the playbook says won deals take 14 days.
		expect(textOf('Stage')).toContain('for 12 days · usually 14 days in won deals');
		expect(textOf('Stage')).toContain('Write the offer.');
	});

	it('follow a stage chosen on the page before it is saved', async () => {
		const { type } = await openSidebar();
		type({ ...noEdits(ref), stageId: 'sent' });
		expect(screen.getByText('Close', { selector: '[aria-current="step"] *' })).toBeDefined();
		expect(textOf('Stage')).toContain('Chosen, not saved yet');
	});

	it.each([
		['lost', 'This deal is closed (Verloren).', 'A closed deal needs no collateral.'],
		[
			'parked',
			'The CRM’s stage “Verloren” belongs to no step.',
			'Collateral belongs to steps of the process, and the CRM’s stage belongs to none.',
		],
	])('say so for a deal outside the process: %s', async (id, told, collateral) => {
		await openSidebar((far) => {
			const facts = { ...fixtureDeal, stage: { id, label: 'Verloren', since: null } };
			far.show(facts);
			far.read(facts);
		});
		expect(textOf('Stage')).toContain(told);
		expect(textOf('Collateral')).toContain(collateral);
		expect(screen.getByRole('region', { name: 'Stage' }).querySelector('[aria-current]')).toBeNull();
	});
});

it.each([
	['lost', 'This deal is closed (Lost).'],
	['parked', 'The deal is in stage “parked” of the CRM, which does not tell a name for it. It belongs to no step.'],
	['PENDING_APPROVAL', 'The CRM’s stage “Waiting for approval” belongs to no step.'],
])('a stage of which the CRM tells the key alone is called by words, or said to be a key: %s', async (id, told) => {
	await openSidebar((far) => {
		const facts = { ...fixtureDeal, stage: { id, label: null, since: null } };
		far.show(facts);
		far.read(facts);
	});
	expect(textOf('Stage')).toContain(told);
});

describe('a firm without a process', () => {
	const unset: PlaybookForDeal = {
		...startPlaybook,
		margin: decided(startPlaybook.margin, false),
		costs: [],
		unreadableCosts: [],
		history: [],
	};
	const asManager = { name: 'Ada', role: 'manager' } as const;
	const nameless: StageOption[] = [{ id: 'sent', label: 'Angebot gesendet', pipeline: null }];

	function openUnset(facts: DealFacts, viewer: Viewer, stages: readonly StageOption[] = []) {
		const far = createFarSide(unset);
		far.settings = { ...far.settings, viewer };
		return openSidebar((side) => {
			side.show(facts);
			side.arrive({ type: 'facts.read', ref: facts.ref, facts, health: [], stages });
		}, far);
	}

	it('is told the stage as the CRM names it, and a rep who can set up a process', async () => {
		await openUnset(
			{ ...fixtureDeal, stage: { id: '7', label: 'In Verhandlung', since: '2026-11-12T08:00:00Z' } },
			{ name: 'Ada', role: 'rep' },
		);
		expect(textOf('Stage')).toContain('In Verhandlung');
		expect(textOf('Stage')).toContain('for 12 days');
		expect(textOf('Stage')).toContain(
			'There is no process yet, so no steps are shown. A manager can set one up in the workspace, under Process.',
		);
		expect(region('Stage').queryByRole('button')).toBeNull();
		expect(textOf('Collateral')).toContain('Collateral belongs to steps of the process, and there is no process yet.');
		await expectAccessible();
	});

	it('leads a manager to where it is set up', async () => {
		const { user, onWorkspace } = await openUnset(fixtureDeal, asManager);
		expect(textOf('Stage')).not.toContain('A manager can');
		await user.click(region('Stage').getByRole('button', { name: 'Set up the process' }));
		expect(onWorkspace).toHaveBeenCalledWith('process', false);
	});

	it('sees the name of a stage that is chosen and not saved, or held by its id alone, where the CRM told it', async () => {
		const { type } = await openUnset(fixtureDeal, asManager, nameless);
		type({ ...noEdits(ref), stageId: 'sent' });
		expect(textOf('Stage')).toContain('Angebot gesendetChosen, not saved yet');
		cleanup();
		await openUnset({ ...fixtureDeal, stage: { id: 'sent', label: null, since: null } }, asManager, nameless);
		expect(textOf('Stage')).toContain('Angebot gesendet');
	});

	it('sees that a key is one, where no name is known', async () => {
		await openUnset({ ...fixtureDeal, stage: { id: 'C1:NEW', label: null, since: null } }, asManager, nameless);
		expect(textOf('Stage')).toContain('Stage “C1:NEW” of the CRM');
	});

	it('hears that the CRM does not tell the stage', async () => {
		await openUnset({ ...fixtureDeal, stage: null }, asManager);
		expect(textOf('Stage')).toContain('The CRM does not tell the stage of this deal. There is no process yet');
	});
});

it('a manager is led to where a stage that belongs to no step is assigned, a rep is told who can', async () => {
	const parked = { ...fixtureDeal, stage: { id: 'parked', label: 'Parked', since: null } };
	const open = async (role: Viewer['role']) => {
		const far = createFarSide();
		far.settings = { ...far.settings, viewer: { name: 'Ada', role } };
		return openSidebar((side) => {
			side.show(parked);
			side.read(parked);
		}, far);
	};
	const { user, onWorkspace } = await open('manager');
	await user.click(region('Stage').getByRole('button', { name: 'Assign it to a step' }));
	expect(onWorkspace).toHaveBeenCalledWith('process', false);
	cleanup();
	await open('rep');
	expect(textOf('Stage')).toContain('A manager can assign it in the workspace, under Process.');
});

describe('folding', () => {
	it('happens when an edit begins and ends with it; the user may open it meanwhile', async () => {
		const { type, user } = await openSidebar();
		const toggle = () => region('Stage').getByRole('button', { name: /done|Step/ });
		expect(toggle().getAttribute('aria-expanded')).toBe('true');
		type(discountTyped('1', '15', '0.15'));
		expect(toggle().getAttribute('aria-expanded')).toBe('false');
		expect(plain(toggle().textContent)).toBe('Propose · 1 of 2 done');
		expect(document.getElementById(toggle().getAttribute('aria-controls') ?? '')?.hasAttribute('inert')).toBe(true);
		await user.click(toggle());
		type(discountTyped('1', '16', '0.16'));
		expect(toggle().getAttribute('aria-expanded')).toBe('true');
		type(noEdits(ref));
		expect(toggle().getAttribute('aria-expanded')).toBe('true');
	});

	it('waits for a pointer that moves over the sidebar to rest or to leave, so that nothing moves under a click', async () => {
		vi.useFakeTimers();
		const { type } = await openSidebar();
		const isOpen = () =>
			region('Stage')
				.getByRole('button', { name: /done|Step/ })
				.getAttribute('aria-expanded');
		const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
		fireEvent.pointerMove(document.body);
		await pass(300);
		type(discountTyped('1', '15', '0.15'));
		await pass(600);
		expect(isOpen()).toBe('true');
		fireEvent.pointerMove(document.body);
		await pass(900);
		expect(isOpen()).toBe('true');
		await pass(150);
		expect(isOpen()).toBe('false');
		fireEvent.pointerMove(document.body);
		type(noEdits(ref));
		expect(isOpen()).toBe('false');
		fireEvent.mouseLeave(document.documentElement);
		expect(isOpen()).toBe('true');
	});
});

describe('exit criteria', () => {
	it('are done by a field of the CRM without a tick, and show its value', async () => {
		await openSidebar();
		const [byField] = region('Stage')
			.getAllByRole('listitem')
			.filter((item) => item.textContent?.includes('close date'));
		expect(byField?.textContent).toContain('2026-12-18 · filled in the CRM');
		expect(byField?.querySelector('input')).toBeNull();
	});

	it('are named apart from the mark that they are needed', async () => {
		await openSidebar();
		expect(region('Stage').getByRole('checkbox').getAttribute('aria-label')).toBeNull();
		expect(region('Stage').getByRole('checkbox', { name: 'The buyer is known, needed' })).toBeDefined();
	});

	it('are ticked with who and when, and unticked again', async () => {
		const { far, user } = await openSidebar();
		const box = () => region('Stage').getByRole('checkbox', { name: /^The buyer is known/ });
		await user.click(box());
		expect(far.askedFor('criterion.tick')).toEqual([{ ref, criterionId: 'buyer', isDone: true, evidence: null }]);
		expect(await region('Stage').findByText('Ada, Nov 24')).toBeDefined();
		expect(box()).toHaveProperty('checked', true);
		await user.click(box());
		expect(far.notes.ticks.buyer?.isDone).toBe(false);
		expect(box()).toHaveProperty('checked', false);
		expect(region('Stage').queryByText('Ada, Nov 24')).toBeNull();
	});

	it('say it when a tick could not be kept', async () => {
		const { far, user } = await openSidebar();
		far.refused.add('criterion.tick');
		await user.click(region('Stage').getByRole('checkbox'));
		expect(await screen.findByText('This could not be kept. Try again.')).toBeDefined();
		expect(region('Stage').getByRole('checkbox')).toHaveProperty('checked', false);
	});

	async function ticked() {
		const opened = await openSidebar();
		await opened.user.click(region('Stage').getByRole('checkbox'));
		await opened.user.click(await region('Stage').findByRole('button', { name: 'Add evidence' }));
		return opened;
	}

	it('keep a link that shows it, which opens in a tab of its own without telling where it came from', async () => {
		const { far, user } = await ticked();
		await user.type(region('Stage').getByRole('textbox', { name: 'Evidence' }), 'https://files.example/minutes');
		await expectAccessible();
		await user.click(region('Stage').getByRole('button', { name: 'Keep' }));
		expect(far.notes.ticks.buyer?.evidence).toBe('https://files.example/minutes');
		const link = await region('Stage').findByRole('link', { name: 'files.example/minutes' });
		expect(link.getAttribute('href')).toBe('https://files.example/minutes');
		expect(link.getAttribute('rel')).toBe('noopener noreferrer');
		await user.click(region('Stage').getByRole('button', { name: 'Change' }));
		expect(region('Stage').getByRole('textbox')).toHaveProperty('value', 'https://files.example/minutes');
	});

	it.each([
		'javascript:alert(1)',
		' JavaScript:alert(1)',
		'data:text/html,x',
		'http://files.example',
		'ftp://files.example',
	])('refuse a link that is not https: %s', async (text) => {
		const { far, user } = await ticked();
		const field = region('Stage').getByRole('textbox', { name: 'Evidence' });
		await user.type(field, text);
		await user.click(region('Stage').getByRole('button', { name: 'Keep' }));
		expect(textOf('Stage')).toContain('A link must begin with https://.');
		expect(field.getAttribute('aria-invalid')).toBe('true');
		expect(far.notes.ticks.buyer?.evidence).toBeNull();
		await user.click(region('Stage').getByRole('button', { name: 'Cancel' }));
		expect(region('Stage').queryByRole('textbox')).toBeNull();
	});

	it('take words that only look like a link', async () => {
		const { far, user } = await ticked();
		await user.type(region('Stage').getByRole('textbox'), 'Call: Monday with Ms Berg');
		await user.click(region('Stage').getByRole('button', { name: 'Keep' }));
		expect(far.notes.ticks.buyer?.evidence).toBe('Call: Monday with Ms Berg');
		expect(await region('Stage').findByText('Call: Monday with Ms Berg')).toBeDefined();
	});

	it('never make a link of what was kept by somebody else', async () => {
		await openSidebar(async (far) => {
			const at = '2026-11-20T08:00:00.000Z';
			far.notes = { ...far.notes, ticks: { buyer: { isDone: true, by: 'Eve', at, evidence: 'javascript:alert(1)' } } };
			await readDeal(far);
		});
		expect(region('Stage').getByText('javascript:alert(1)')).toBeDefined();
		expect(region('Stage').queryByRole('link')).toBeNull();
	});
});
