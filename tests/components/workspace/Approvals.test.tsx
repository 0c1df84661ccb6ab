// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { ApprovalDecision, ApprovalNote } from '../../../core/model/deal.ts';
import type { Playbook } from '../../../core/model/playbook.ts';
import { readDecision } from '../../../core/playbook/approval-text.ts';
import { samplePlaybook } from './fake-background.ts';
import { expectAccessible, openWorkspace } from './open-workspace.tsx';

afterEach(cleanup);

const waiting: ApprovalNote = {
	request: {
		id: 'ask-1',
		ref: { crm: 'tryton', site: 'https://erp.example/#sales', kind: 'quote', id: '7' },
		dealName: 'Cold store',
		account: 'Halvorsen',
		by: 'Jo Lind',
		at: '2026-11-24T08:10:00.000Z',
		level: 1,
		levelName: 'Sales manager',
		reason: 'They decide this week.',
		hash: 'hash-1',
		values: {
			deal: 'tryton:7',
			currency: 'EUR',
			policy: 'p',
			paymentDays: 30,
			amount: null,
			margin: '0.224',
			discount: '0.085',
			lines: [
				{ id: '1', product: 'CX-40', quantity: '2', listPrice: '12000', netPrice: '10800' },
				{ id: '2', product: 'Custom frame', quantity: null, listPrice: null, netPrice: '900' },
			],
		},
	},
	decision: null,
	isAskedHere: false,
};

/** Every figure of it is known. */
const whole: ApprovalNote = {
	...waiting,
	request: {
		...waiting.request,
		values: {
			...waiting.request.values,
			margin: '0.2',
			discount: '0.1',
			lines: [
				{ id: '1', product: 'CX-40', quantity: '2', listPrice: '12000', netPrice: '10800' },
				{ id: '2', product: 'Frame', quantity: '1', listPrice: '1000', netPrice: '900' },
			],
		},
	},
};

/** Floors of 20 and 25 %, one target of 30 %. */
const limited: Playbook = {
	...samplePlaybook,
	margin: {
		...samplePlaybook.margin,
		warnings: 'note',
		otherwise: { floor: '0.2', target: '0.3' },
		families: [{ family: 'Pumps', floor: '0.25', target: '0.3' }],
		rules: [],
	},
};

/** The figures that a request is decided on, by their names. */
async function stakes(): Promise<Record<string, string>> {
	const list = await screen.findByLabelText('What is decided on');
	const text = (element: Element | null) => (element?.textContent ?? '').replace(/\s/g, ' ');
	return Object.fromEntries(
		[...list.querySelectorAll('dt')].map((name) => [text(name), text(name.nextElementSibling)]),
	);
}

describe('the requests', () => {
	it('say what would fill them when nothing waits', async () => {
		await openWorkspace('approvals');
		expect(await screen.findByText('Nothing waits for you')).toBeDefined();
		await expectAccessible();
	});

	it('show deal, account, who asks, why, and each line with what is known of it', async () => {
		await openWorkspace('approvals', (far) => {
			far.approvals = [waiting];
			far.settings = { ...far.settings, viewer: { name: 'Ada Berg', role: 'manager' } };
			far.costs = [{ product: 'CX-40', unitCost: '8100', currency: 'EUR', period: 'unsaid' as const }];
		});
		const request = within(await screen.findByRole('article', { name: 'Cold store' }));
		expect(request.getByText(/Halvorsen · Asked by Jo Lind · needs Sales manager/)).toBeDefined();
		expect(request.getByText('They decide this week.', { exact: false })).toBeDefined();
		const table = request.getByRole('table', { name: 'Lines of Cold store' });
		await waitFor(() =>
			expect(
				within(table)
					.getAllByRole('row')
					.slice(1)
					.map((row) =>
						within(row)
							.getAllByRole('cell')
							.map(({ textContent }) => textContent?.replace(/\s/g, ' ')),
					),
			).toEqual([
				// 1 − 10,800/12,000 = 10 %; (10,800 − 8,100)/10,800 = 25 %.
				['2', '€12,000.00', '€10,800.00', '10.0 %', '25.0 %'],
				['–', '–', '€900.00', '–', '–'],
			]),
		);
		expect(screen.getByRole('link', { name: /^Approvals.*1 waiting/ })).toBeDefined();
		await expectAccessible();
	});

	it('say what is decided on before the answer: money, price, margin, floor and target', async () => {
		await openWorkspace(
			'approvals',
			(far) => {
				far.approvals = [whole];
				far.settings = { ...far.settings, viewer: { name: 'Ada Berg', role: 'manager' } };
			},
			limited,
		);
		// Two at 12,000 for 10,800 and one at 1,000 for 900; 20 % of 22,500 leaves a cost of 18,000, 28 % under 25,000.
		expect(await stakes()).toEqual({
			'Given up': '€2,500',
			Price: '€25,000 → €22,500',
			Discount: '10.0 %',
			Margin: '28.0 % → 20.0 %',
			Floor: '20 % to 25 %',
			Target: '30 %',
			'Payment after': '30 days',
		});
		expect(screen.getByText(/Which floor and target hold depends on the product\./)).toBeDefined();
		const figures = screen.getByLabelText('What is decided on');
		const approve = screen.getByRole('button', { name: 'Approve Cold store' });
		expect(figures.compareDocumentPosition(approve) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
		await expectAccessible();
	});

	it('say what is not known, and what a role is not shown', async () => {
		await openWorkspace(
			'approvals',
			(far) => {
				far.approvals = [waiting];
				far.settings = { ...far.settings, viewer: { name: 'Jo', role: 'rep' } };
				far.costs = [{ product: 'CX-40', unitCost: '8100', currency: 'EUR', period: 'unsaid' as const }];
			},
			{ ...limited, margin: { ...limited.margin, visibility: { ...limited.margin.visibility, rep: 'light' } } },
		);
		expect(await stakes()).toEqual({
			'Given up': 'not known',
			Price: 'not known',
			Discount: '8.5 %',
			Margin: 'not shown to your role',
			'Payment after': '30 days',
		});
		const table = screen.getByRole('table', { name: 'Lines of Cold store' });
		expect(within(table).queryByRole('columnheader', { name: 'Margin' })).toBeNull();
	});

	it('name the last three requests of the same person, the newest first, with their answers', async () => {
		const earlier = (day: number, answer: ApprovalDecision['answer'], by = 'Jo Lind'): ApprovalNote => ({
			...whole,
			request: {
				...whole.request,
				id: `before-${day}-${by}`,
				ref: { ...whole.request.ref, id: `${day}` },
				dealName: `Deal ${day}`,
				by,
				at: `2026-11-${day}T09:00:00.000Z`,
			},
			decision: {
				requestId: `before-${day}-${by}`,
				hash: whole.request.hash,
				answer,
				counterDiscount: answer === 'countered' ? '0.07' : null,
				counterLine: null,
				isOwn: false,
				note: '',
				by: 'Ada Berg',
				at: `2026-11-${day}T10:00:00.000Z`,
			},
		});
		await openWorkspace('approvals', (far) => {
			far.approvals = [
				whole,
				earlier(11, 'approved'),
				earlier(14, 'declined'),
				earlier(13, 'countered'),
				earlier(12, 'approved'),
				earlier(20, 'approved', 'Somebody Else'),
			];
		});
		const request = within(await screen.findByRole('article', { name: 'Cold store' }));
		const list = within(request.getByRole('list', { name: 'What Jo Lind asked for before' }));
		const said = list.getAllByRole('listitem').map(({ textContent }) => textContent?.replace(/\s/g, ' '));
		expect(said).toHaveLength(3);
		expect(said[0]).toMatch(/^10\.0 % off · Deal 14 · .+ · Declined$/);
		expect(said[1]).toMatch(/^10\.0 % off · Deal 13 · .+ · Countered with 7 % over the whole deal$/);
		expect(said[2]).toMatch(/^10\.0 % off · Deal 12 · .+ · Approved$/);
	});

	it('of nobody in particular are nobody’s earlier ones', async () => {
		const nameless = { ...whole, request: { ...whole.request, by: '' } };
		await openWorkspace('approvals', (far) => {
			far.approvals = [nameless, { ...nameless, request: { ...nameless.request, id: 'ask-0', dealName: 'Other' } }];
		});
		await screen.findByRole('article', { name: 'Other' });
		expect(screen.queryByRole('list', { name: /asked for before/ })).toBeNull();
	});

	it('still show the margin of their lines once they are answered', async () => {
		const { user } = await openWorkspace('approvals', (far) => {
			far.approvals = [whole];
			far.settings = { ...far.settings, viewer: { name: 'Ada Berg', role: 'manager' } };
			far.costs = [{ product: 'CX-40', unitCost: '8100', currency: 'EUR', period: 'unsaid' as const }];
		});
		await user.click(await screen.findByRole('button', { name: 'Decline Cold store' }));
		expect(await screen.findByText('■ Declined')).toBeDefined();
		const table = within(screen.getByRole('table', { name: 'Lines of Cold store' }));
		// (10,800 − 8,100) / 10,800.
		expect((await table.findByText(/^25\.0\s%$/)).textContent).toBeDefined();
	});

	it('are approved by keyboard with a note, and the answer can be copied', async () => {
		const { user, far } = await openWorkspace('approvals', (each) => {
			each.approvals = [waiting];
			each.settings = { ...each.settings, viewer: { name: 'Ada Berg', role: 'manager' } };
		});
		const request = within(await screen.findByRole('article', { name: 'Cold store' }));
		request.getByRole('textbox', { name: 'Note' }).focus();
		await user.keyboard('Fine for once');
		request.getByRole('button', { name: 'Approve Cold store' }).focus();
		await user.keyboard('{Enter}');
		expect(await request.findByText('● Approved')).toBeDefined();
		expect(request.getByText(/^by Ada Berg/)).toBeDefined();
		expect(far.asked.find(({ name }) => name === 'approval.decide')?.data).toEqual({
			ref: waiting.request.ref,
			requestId: 'ask-1',
			answer: 'approved',
			counterDiscount: null,
			counterLine: null,
			note: 'Fine for once',
		});
		await user.click(request.getByRole('button', { name: 'Copy the answer' }));
		expect(await screen.findByText('Answer copied. Send it to your colleague.')).toBeDefined();
		const copied = await navigator.clipboard.readText();
		expect(copied).toContain('Ada Berg agrees.\nNote: Fine for once\nDeal: Cold store, Halvorsen');
		expect(readDecision(copied)).toEqual({ ok: true, value: far.approvals[0]?.decision });
		expect(screen.getByRole('link', { name: 'Approvals' })).toBeDefined();
	});

	it('are countered only with a discount that is one', async () => {
		const { user, far } = await openWorkspace('approvals', (each) => {
			each.approvals = [waiting];
		});
		const counter = await screen.findByRole('textbox', { name: 'Counter discount, %' });
		await user.click(screen.getByRole('button', { name: 'Counter Cold store' }));
		expect(await screen.findByText('Write a percent, such as 25.')).toBeDefined();
		expect(document.activeElement).toBe(counter);
		expect(far.asked.map(({ name }) => name)).not.toContain('approval.decide');
		await user.type(counter, '7.25');
		await user.click(screen.getByRole('button', { name: 'Counter Cold store' }));
		expect(await screen.findByText('Choose whether it is of the whole deal or of a line.')).toBeDefined();
		const basis = screen.getByRole('combobox', { name: 'Counter discount is of' });
		expect(
			within(basis)
				.getAllByRole('option')
				.map(({ textContent }) => textContent?.replace(/\s/g, ' ')),
		).toEqual(['Choose…', 'The whole deal (asked: 8.5 %)', 'CX-40 (asked: 10 %)']);
		await user.selectOptions(basis, screen.getByRole('option', { name: /The whole deal/ }));
		await user.click(screen.getByRole('button', { name: 'Counter Cold store' }));
		expect((await screen.findByText(/Countered with/)).textContent?.replace(/\s/g, ' ')).toBe(
			'▲ Countered with 7.25 % over the whole deal',
		);
		expect(far.approvals[0]?.decision).toMatchObject({
			answer: 'countered',
			counterDiscount: '0.0725',
			counterLine: null,
			isOwn: false,
		});
	});

	it('are not countered with as much as was asked, on the deal or on the line', async () => {
		const { user, far } = await openWorkspace('approvals', (each) => {
			each.approvals = [waiting];
		});
		const counter = await screen.findByRole('textbox', { name: 'Counter discount, %' });
		const basis = screen.getByRole('combobox', { name: 'Counter discount is of' });
		for (const [of, typed] of [
			[/The whole deal/, '9'],
			[/The whole deal/, '8.5'],
			[/CX-40/, '10'],
		] as const) {
			await user.selectOptions(basis, screen.getByRole('option', { name: of }));
			await user.clear(counter);
			await user.type(counter, typed);
			await user.click(screen.getByRole('button', { name: 'Counter Cold store' }));
			expect(await screen.findByText(/That is not less than was asked/)).toBeDefined();
		}
		expect(far.asked.map(({ name }) => name)).not.toContain('approval.decide');
		// 9 % is more than the deal’s 8.5 %, and less than the line’s 10 %.
		await user.clear(counter);
		await user.type(counter, '9');
		await user.click(screen.getByRole('button', { name: 'Counter Cold store' }));
		expect((await screen.findByText(/Countered with/)).textContent?.replace(/\s/g, ' ')).toBe(
			'▲ Countered with 9 % for CX-40',
		);
		await expectAccessible();
	});

	it('of one’s own say so before and after they are answered', async () => {
		const { user } = await openWorkspace('approvals', (each) => {
			each.approvals = [{ ...waiting, isAskedHere: true }];
		});
		expect(await screen.findByText(/This request was asked in this browser/)).toBeDefined();
		await user.click(screen.getByRole('button', { name: 'Approve Cold store' }));
		expect(await screen.findByText(/Answered by the asker: nobody else has agreed\./)).toBeDefined();
	});

	it('keep note and discount when the answer could not be saved, and say when a request is gone', async () => {
		const { user, far } = await openWorkspace('approvals', (each) => {
			each.approvals = [waiting];
		});
		await user.type(await screen.findByRole('textbox', { name: 'Note' }), 'No');
		far.broken.add('approval.decide');
		await user.click(screen.getByRole('button', { name: 'Decline Cold store' }));
		expect(await screen.findByText('This could not be saved. Try again.')).toBeDefined();
		expect(screen.getByRole('textbox', { name: 'Note' })).toHaveProperty('value', 'No');
		far.broken.clear();
		far.approvals = [];
		await user.click(screen.getByRole('button', { name: 'Decline Cold store' }));
		expect(await screen.findByText(/This request does not wait any more/)).toBeDefined();
		expect(await screen.findByText('Nothing waits for you')).toBeDefined();
	});

	it('are taken in from a pasted text, and a broken one changes nothing', async () => {
		const { user, far } = await openWorkspace('approvals');
		const field = await screen.findByRole('textbox', { name: 'A colleague’s request' });
		await user.click(screen.getByRole('button', { name: 'Show request' }));
		expect(screen.getByText('Paste the text of the request first.')).toBeDefined();
		await user.click(field);
		await user.paste('half a request');
		far.problems = [{ row: null, place: '', reason: 'no-approval', found: null }];
		await user.click(screen.getByRole('button', { name: 'Show request' }));
		expect(await screen.findByText(/There is no request and no answer in this text/)).toBeDefined();
		expect(field).toHaveProperty('value', 'half a request');
		far.problems = [];
		await user.clear(field);
		await user.paste(JSON.stringify(waiting.request));
		await user.click(screen.getByRole('button', { name: 'Show request' }));
		expect(await screen.findByRole('article', { name: 'Cold store' })).toBeDefined();
		expect(field).toHaveProperty('value', '');
	});

	it('show hostile names as text', async () => {
		const name = '<img src=x onerror="document.title=1">';
		await openWorkspace('approvals', (far) => {
			far.approvals = [{ ...waiting, request: { ...waiting.request, dealName: name, reason: name } }];
		});
		expect(await screen.findByRole('article', { name })).toBeDefined();
		expect(document.querySelector('img')).toBeNull();
	});

	it('say when they cannot be read, and are read again when asked', async () => {
		const { user, far } = await openWorkspace('approvals', (each) => {
			each.broken.add('approvals.list');
		});
		expect((await screen.findByRole('alert')).textContent).toContain('The requests could not be read.');
		far.broken.clear();
		await user.click(screen.getByRole('button', { name: 'Try again' }));
		expect(await screen.findByText('Nothing waits for you')).toBeDefined();
	});
});

describe('the ladder', () => {
	it('is built with its rules and saved, at most three levels', async () => {
		const { user, far } = await openWorkspace('approvals');
		expect(screen.getByText(/Add a level first/)).toBeDefined();
		for (const [position, name] of [
			['1', 'Sales manager'],
			['2', 'Director'],
			['3', 'Board'],
		]) {
			await user.click(screen.getByRole('button', { name: 'Add level' }));
			await user.type(screen.getByRole('textbox', { name: `Name of level ${position}` }), `${name}`);
		}
		expect(screen.queryByRole('button', { name: 'Add level' })).toBeNull();
		await user.type(screen.getByRole('textbox', { name: 'Whom to ask, level 1' }), 'ada@firm.example');
		await user.click(screen.getByRole('button', { name: 'Add rule' }));
		await user.type(screen.getByRole('textbox', { name: 'Value of rule 1, percent' }), '12.5');
		await user.click(screen.getByRole('button', { name: 'Add rule' }));
		await user.selectOptions(screen.getByRole('combobox', { name: 'When, rule 2' }), 'The deal is larger than');
		await user.type(screen.getByRole('textbox', { name: 'Value of rule 2, money' }), '250,000');
		await user.selectOptions(screen.getByRole('combobox', { name: 'Ask, rule 2' }), 'Director');
		await user.click(screen.getByRole('button', { name: 'Add rule' }));
		await user.selectOptions(screen.getByRole('combobox', { name: 'When, rule 3' }), 'The deal is under its floor');
		await expectAccessible();
		await user.click(screen.getByRole('button', { name: 'Save approvals' }));
		await waitFor(() => expect(far.playbook.approvals.rules).toHaveLength(3));
		expect(far.playbook.approvals.levels).toEqual([
			{ name: 'Sales manager', who: 'ada@firm.example' },
			{ name: 'Director', who: '' },
			{ name: 'Board', who: '' },
		]);
		expect(far.playbook.approvals.rules.map(({ level, trigger }) => [level, trigger])).toEqual([
			[1, { kind: 'discount-over', value: '0.125' }],
			[2, { kind: 'size-over', value: '250000', currency: 'EUR' }],
			[1, { kind: 'deal-under-floor' }],
		]);
		await user.click(await screen.findByRole('button', { name: 'Undo' }));
		await waitFor(() => expect(far.playbook).toEqual(samplePlaybook));
	});

	it('asks again who is asked when a level goes, and keeps the focus on a level that moves', async () => {
		const approvals = {
			levels: [
				{ name: 'Manager', who: '' },
				{ name: 'Director', who: '' },
			],
			rules: [{ id: 'a', level: 2 as const, trigger: { kind: 'terms-over' as const, days: 60 } }],
		};
		const { user, far } = await openWorkspace('approvals', () => undefined, { ...samplePlaybook, approvals });
		screen.getByRole('button', { name: 'Move Director up' }).focus();
		await user.keyboard('{Enter}');
		expect(screen.getByRole('textbox', { name: 'Name of level 1' })).toHaveProperty('value', 'Director');
		expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move Director down' }));
		await user.click(screen.getByRole('button', { name: 'Remove level Director' }));
		await user.click(screen.getByRole('button', { name: 'Save approvals' }));
		expect(await screen.findByText('Say who is asked.')).toBeDefined();
		expect(far.playbook.approvals).toEqual(approvals);
	});
});

describe('a change of the same field in two windows', () => {
	it('is told in the words of the form, levels by their names', async () => {
		const levels = ['Lead', 'Head', 'Board'].map((name) => ({ name, who: '' }));
		const asking = (level: 1 | 2 | 3, kind: 'deal-under-floor' | 'line-under-floor') => ({
			levels,
			rules: [{ id: 'r', level, trigger: { kind } }],
		});
		const { user, far } = await openWorkspace('approvals', undefined, {
			...samplePlaybook,
			approvals: asking(1, 'deal-under-floor'),
		});
		await user.selectOptions(await screen.findByRole('combobox', { name: 'Ask, rule 1' }), 'Head');
		await user.selectOptions(screen.getByRole('combobox', { name: 'When, rule 1' }), 'A line’s discount is over');
		far.playbook = { ...far.playbook, approvals: asking(3, 'line-under-floor') };
		far.tell('playbook');
		const ask = within(await screen.findByRole('group', { name: 'Rule › Ask' }));
		expect(ask.getByRole('radio', { name: 'Yours: Head' })).toBeDefined();
		expect(ask.getByRole('radio', { name: 'Theirs: Board' })).toBeDefined();
		const when = within(screen.getByRole('group', { name: 'Rule › When' }));
		expect(when.getByRole('radio', { name: 'Yours: A line’s discount is over' })).toBeDefined();
		expect(when.getByRole('radio', { name: 'Theirs: A line is under its floor' })).toBeDefined();
		await expectAccessible();
	});
});
