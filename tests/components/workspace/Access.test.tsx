// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LanguageProvider } from '../../../components/ui/Language/Language.tsx';
import { PlainUndo, ToastProvider } from '../../../components/ui/Toast/Toast.tsx';
import { Access } from '../../../components/workspace/Access/Access.tsx';
import { AccessContext, type RequestAccess } from '../../../components/workspace/Access/AccessContext.tsx';
import type {
	AccessAccount,
	AccessFault,
	AccessSetUp,
	AccessState,
	AccessVerdict,
	CostPreview,
	CostPreviewFault,
} from '../../../core/model/access.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';
import { profiles } from '../../../crm/profiles.ts';
import type { CommandAnswer, CommandData, CommandName } from '../../../messages/commands.ts';
import type { ChangeNotice } from '../../../messages/protocol.ts';
import { accessCrms, costCrms } from '../../../stores/crms.ts';
import { createAccessStore } from '../../../stores/workspace/access.ts';
import { openWorkspace } from './open-workspace.tsx';

/** The other side of the messages, in memory. */
function farSide() {
	const far = {
		accounts: [] as AccessAccount[],
		/** All of them, where a test says nothing else. */
		crmsSeen: profiles.map(({ crm }) => crm) as readonly string[],
		costFields: {} as Record<string, string> | null,
		verdict: { code: 'works', who: null } as AccessVerdict,
		fault: null as AccessFault | null,
		/** By what was asked for; null for the CRM's usual place. */
		previews: new Map<string | null, Result<CostPreview, CostPreviewFault>>(),
		previewed: [] as (string | null)[],
		unreadable: [] as AccessState['unreadable'],
		setUps: [] as AccessSetUp[],
		listeners: new Set<(notice: ChangeNotice) => void>(),
		askedSeen: 0,
		onChange(listener: (notice: ChangeNotice) => void) {
			far.listeners.add(listener);
			return () => far.listeners.delete(listener);
		},
		async ask<N extends CommandName>(name: N, data: CommandData<N>): Promise<CommandAnswer<N>> {
			return structuredClone(answer(name, data)) as CommandAnswer<N>;
		},
	};
	function answer(name: CommandName, data: unknown) {
		const { setUp, crm, place, field } = (data ?? {}) as {
			setUp: AccessSetUp;
			crm: string;
			place: string;
			field: string | null;
		};
		if (name === 'cost.preview') {
			far.previewed.push(field);
			return far.previews.get(field) ?? failure('no-deal');
		}
		if (name === 'crms.seen') {
			far.askedSeen += 1;
			return success(far.crmsSeen);
		}
		if (name === 'access.try') return success(far.verdict);
		if (name === 'access.remove') far.accounts = far.accounts.filter((account) => account.place !== place);
		if (name === 'access.costField') far.costFields = field === null ? {} : { [crm]: field };
		if (name === 'access.setUp') {
			far.setUps.push(setUp);
			if (far.fault) return failure(far.fault);
			const { proof, ...account } = setUp;
			far.accounts = [...far.accounts, { ...account, way: proof.way, since: '2026-11-24T10:00:00.000Z' }];
			return success(null);
		}
		if (name !== 'access.read') return success(null);
		const { accounts, costFields, unreadable } = far;
		return success({ accounts, costFields, unreadable, redirectAddress: 'https://dealside.chromiumapp.org/' });
	}
	return far;
}

async function open(
	prepare: (far: ReturnType<typeof farSide>) => void = () => undefined,
	language: 'en' | 'de' = 'en',
	first: string | RegExp = 'Salesforce',
) {
	const far = farSide();
	prepare(far);
	const request = vi.fn<RequestAccess>().mockResolvedValue(true);
	render(
		<LanguageProvider language={language}>
			<ToastProvider undoButton={PlainUndo}>
				<AccessContext store={createAccessStore(far)} request={request} browserName="Chromium">
					<Access />
				</AccessContext>
			</ToastProvider>
		</LanguageProvider>,
	);
	await screen.findByRole('heading', { name: first });
	return { far, request, user: userEvent.setup() };
}

const hubspot: AccessAccount = {
	crm: 'hubspot',
	place: 'api.hubapi.com',
	apiHost: 'api.hubapi.com',
	way: 'token',
	isKept: true,
	since: '2026-11-24T10:00:00.000Z',
};

beforeEach(() => {
	window.location.hash = '';
	Element.prototype.scrollIntoView = vi.fn();
});
afterEach(cleanup);

it('sets a key up: asks the browser in the click for the one host, and says that it works', async () => {
	const { far, request, user } = await open((prepared) => {
		prepared.verdict = { code: 'works', who: '42' };
	});
	await user.click(screen.getByRole('button', { name: 'Set up HubSpot' }));
	const form = screen.getByRole('form', { name: 'Set up HubSpot' });
	expect(within(form).getByText(/crm\.objects\.line_items\.read/)).toBeDefined();
	const key = within(form).getByLabelText('Key');
	expect(key).toHaveProperty('type', 'password');
	await user.type(key, ' pat-eu1-0123 ');
	await user.click(within(form).getByRole('switch', { name: /Keep on this device/ }));
	let askedInClick = false;
	window.addEventListener(
		'submit',
		() => {
			askedInClick = request.mock.calls.length === 1;
		},
		{ once: true },
	);
	await user.click(within(form).getByRole('button', { name: 'Allow and save' }));
	expect(askedInClick).toBe(true);
	expect(request).toHaveBeenCalledWith({ permissions: [], origins: ['https://api.hubapi.com/*'] });
	expect(await screen.findByText('● Works: signed in as 42.')).toBeDefined();
	expect(far.setUps).toEqual([
		{
			crm: 'hubspot',
			place: 'api.hubapi.com',
			apiHost: 'api.hubapi.com',
			isKept: true,
			proof: { way: 'token', token: 'pat-eu1-0123' },
		},
	]);
	expect(document.body.innerHTML).not.toContain('pat-eu1');
});

it('says what is wrong with a form beside its fields, and asks nobody', async () => {
	const { far, request, user } = await open();
	await user.click(screen.getByRole('button', { name: 'Set up Pipedrive' }));
	await user.type(screen.getByLabelText('Address of your Pipedrive'), 'app.pipedrive.com');
	await user.type(screen.getByLabelText('Key'), 'a key');
	await user.click(screen.getByRole('button', { name: 'Allow and save' }));
	expect(screen.getByText(/This is not an address of this CRM/)).toBeDefined();
	expect(screen.getByText(/This holds spaces/)).toBeDefined();
	expect(request).not.toHaveBeenCalled();
	expect(far.setUps).toEqual([]);
});

it('signs in to Salesforce with the firm’s own app, or uses the tab’s session after saying what is read', async () => {
	const { far, request, user } = await open();
	await user.click(screen.getByRole('button', { name: 'Set up Salesforce' }));
	expect(screen.getByText('https://dealside.chromiumapp.org/')).toBeDefined();
	await user.type(screen.getByLabelText('Address of your Salesforce'), 'https://acme.lightning.force.com/lightning');
	await user.type(screen.getByLabelText('Client id (consumer key)'), '3MVG9');
	far.fault = 'client-unknown';
	await user.click(screen.getByRole('button', { name: 'Allow and sign in' }));
	const origins = ['https://acme.my.salesforce.com/*'];
	expect(request).toHaveBeenLastCalledWith({ permissions: ['identity'], origins });
	expect(await screen.findByText(/does not know this client/)).toBeDefined();
	far.fault = null;
	far.verdict = { code: 'signed-out' };
	await user.click(screen.getByRole('button', { name: 'Use my tab' }));
	expect(screen.getByText(/reads the one cookie that holds your session/)).toBeDefined();
	await user.click(screen.getByRole('button', { name: 'Allow' }));
	expect(request).toHaveBeenLastCalledWith({ permissions: ['cookies'], origins });
	expect(await screen.findByText(/No session could be used/)).toBeDefined();
	expect(far.setUps.map(({ place, proof }) => [place, proof])).toEqual([
		['acme.my.salesforce.com', { way: 'oauth', clientId: '3MVG9' }],
		['acme.my.salesforce.com', { way: 'session' }],
	]);
});

it('says that a refusal changed nothing, and that a browser cannot', async () => {
	const { far, request, user } = await open();
	await user.click(screen.getByRole('button', { name: 'Set up HubSpot' }));
	await user.type(screen.getByLabelText('Key'), 'pat');
	request.mockResolvedValueOnce(false);
	await user.click(screen.getByRole('button', { name: 'Allow and save' }));
	expect(await screen.findByText(/Chromium was told no; nothing changed/)).toBeDefined();
	request.mockRejectedValueOnce(new Error('unknown permission'));
	await user.click(screen.getByRole('button', { name: 'Allow and save' }));
	expect(await screen.findByText(/Chromium cannot give what this way needs/)).toBeDefined();
	expect(far.setUps).toEqual([]);
	expect(screen.getByLabelText('Key')).toHaveProperty('value', 'pat');
});

it('tests an account and says each failure in its own words, and forgets it', async () => {
	const { far, user } = await open((prepared) => {
		prepared.accounts = [hubspot];
		prepared.verdict = { code: 'not-allowed' };
	});
	expect(screen.getByText('With a key, kept on this device')).toBeDefined();
	await user.click(screen.getByRole('button', { name: 'Test api.hubapi.com' }));
	expect(await screen.findByText(/does not let this access read deals/)).toBeDefined();
	far.verdict = { code: 'rate-limited' };
	await user.click(screen.getByRole('button', { name: 'Test api.hubapi.com' }));
	expect(await screen.findByText(/asks to wait a little/)).toBeDefined();
	await user.click(screen.getByRole('button', { name: 'Remove api.hubapi.com' }));
	await waitFor(() => expect(far.accounts).toEqual([]));
	expect(await screen.findByRole('button', { name: 'Set up HubSpot' })).toBeDefined();
});

it('stores where cost is once the field has a name it can have', async () => {
	const { far, user } = await open();
	await user.selectOptions(screen.getByLabelText('Cost in Salesforce'), 'A field of the product');
	const name = screen.getByLabelText('Name of the field in Salesforce');
	await user.type(name, 'Unit Cost{Enter}');
	expect(screen.getByText(/letters, digits and underscores/)).toBeDefined();
	expect(far.costFields).toEqual({});
	await user.clear(name);
	await user.type(name, 'Unit_Cost__c{Enter}');
	await waitFor(() => expect(far.costFields).toEqual({ salesforce: 'product.Unit_Cost__c' }));
	await user.selectOptions(screen.getByLabelText('Cost in Salesforce'), 'Where the CRM usually has it');
	await waitFor(() => expect(far.costFields).toEqual({}));
	const offered = within(screen.getByLabelText('Cost in Zoho CRM')).queryByText('The CRM’s cost book');
	expect(offered).toBeNull();
});

const compressor = { id: '1', name: 'Compressor CX-40', quantity: '2' };
const known = { ...compressor, unitCost: '8420', margin: '0.24552', from: 'crm', unknown: null } as const;
const lines: CostPreview['lines'] = [
	known,
	{ ...known, id: '2', name: 'Freight', unitCost: null, margin: null, from: null, unknown: 'cost-unknown' },
	{ ...known, id: '3', name: 'Panel', unitCost: '1020.5', margin: '0.4', from: 'cost-list' },
];
const preview: CostPreview = { dealName: 'Nordhavn', currency: 'EUR', lines, isFieldMissing: false };

it('shows what the open deal would cost with the field being typed, before it is stored', async () => {
	const { far, user } = await open(({ previews }) => {
		previews.set('Landed', success(preview));
		previews.set(null, success({ ...preview, lines: [known] }));
		previews.set('Nothing', success({ ...preview, isFieldMissing: true }));
	});
	await user.click(screen.getByRole('button', { name: 'Try on the open deal: cost in Odoo' }));
	const shown = within(screen.getByRole('region', { name: 'Costs of the deal open in Odoo' }));
	expect(await shown.findByText(/The only line has its cost here/)).toBeDefined();
	await user.selectOptions(screen.getByLabelText('Cost in Odoo'), 'A field of the line');
	expect(await shown.findByText(/Enter the field’s name/)).toBeDefined();
	expect(shown.queryByRole('table')).toBeNull();
	await user.type(screen.getByLabelText('Name of the field in Odoo'), 'Landed');
	const table = within(await shown.findByRole('table'));
	expect(shown.getByRole('status').textContent).toBe('▲ 1 of 3 lines have their cost here.');
	const rows = table
		.getAllByRole('row')
		.map((row) => [...row.children].map(({ textContent }) => textContent?.replaceAll(/[\u00a0\u202f]/g, ' ')));
	expect(rows[1]).toEqual(['Compressor CX-40', '2', '€8,420.00', '24.6 %']);
	expect(rows[2]).toEqual(['Freight', '2', 'no cost found here', '–']);
	expect(rows[3]?.[2]).toContain('from Dealside’s list');
	expect(far.costFields).toEqual({});
	// Not each key: the field's name once the typing rests, and what was there before.
	expect(far.previewed).toEqual([null, 'Landed']);
	await user.clear(screen.getByLabelText('Name of the field in Odoo'));
	await user.type(screen.getByLabelText('Name of the field in Odoo'), 'Nothing');
	expect(await shown.findByText(/no such field with numbers/)).toBeDefined();
	await user.click(screen.getByRole('button', { name: 'Close the try in Odoo' }));
	expect(screen.queryByRole('region', { name: 'Costs of the deal open in Odoo' })).toBeNull();
});

it.each([
	['no-deal', /No deal is open in Tryton\. Open one/],
	['no-answer', /does not answer\. Reload it/],
	['token-missing', /has not been given access/],
	['not-allowed', /does not let you read this deal/],
] as const)('says why there is nothing to show: %s', async (code, sentence) => {
	const { user } = await open(({ previews }) => previews.set(null, failure(code)));
	await user.click(screen.getByRole('button', { name: 'Try on the open deal: cost in Tryton' }));
	expect(await screen.findByText(sentence)).toBeDefined();
});

it('an answer to what was typed before is not shown', async () => {
	const far = farSide();
	const answers: ((answer: Result<CostPreview, CostPreviewFault>) => void)[] = [];
	const ask = (name: CommandName) =>
		name === 'cost.preview'
			? new Promise((resolve) => answers.push((answer) => resolve(answer)))
			: far.ask('access.read', null);
	const store = createAccessStore({ ...far, ask: ask as typeof far.ask });
	const first = store.getState().costFieldTried('odoo', 'A');
	const second = store.getState().costFieldTried('odoo', 'B');
	answers[1]?.(success({ ...preview, dealName: 'second' }));
	await second;
	answers[0]?.(success({ ...preview, dealName: 'first' }));
	await first;
	expect(store.getState().costTries.odoo).toMatchObject({ value: { dealName: 'second' } });
	const third = store.getState().costFieldTried('odoo', 'C');
	store.getState().costTryClosed('odoo');
	answers[2]?.(success(preview));
	await third;
	expect(store.getState().costTries).toEqual({});
});

it('is accessible, open and closed, and speaks German', async () => {
	const { user } = await open((prepared) => {
		prepared.accounts = [hubspot];
		prepared.previews.set(null, success(preview));
	}, 'de');
	await user.click(screen.getByRole('button', { name: 'Am offenen Deal probieren: Kosten in HubSpot' }));
	expect(await screen.findByText(/1 von 3 Zeilen haben hier ihre Kosten/)).toBeDefined();
	for (const name of ['Salesforce', 'Zoho CRM', 'Twenty', 'Frappe CRM, ERPNext'])
		await user.click(screen.getByRole('button', { name: `${name} einrichten` }));
	expect(screen.getByText(/Code gleich hierher/)).toBeDefined();
	const { violations } = await axe.run(document.body, {
		rules: { 'color-contrast': { enabled: false }, 'label-content-name-mismatch': { enabled: true } },
	});
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}, 30_000);

it('lists the CRMs in use here, and folds the others', async () => {
	const { user } = await open(
		(far) => {
			far.crmsSeen = ['odoo', 'hubspot'];
		},
		'en',
		'HubSpot',
	);
	const headings = () => screen.getAllByRole('heading', { level: 4 }).map(({ textContent }) => textContent);
	const places = () => screen.getAllByRole('combobox').map((each) => each.closest('div')?.textContent ?? '');
	expect(headings()).toEqual(['HubSpot']);
	expect(places().map((text) => /Cost in (HubSpot|Odoo)/.exec(text)?.[0])).toEqual(['Cost in HubSpot', 'Cost in Odoo']);
	const [access, cost] = screen.getAllByRole('button', { name: /^Other CRMs/ });
	expect(access?.textContent).toBe(`Other CRMs (${accessCrms.length - 1})`);
	expect(cost?.textContent).toBe(`Other CRMs (${costCrms.length - 2})`);
	cost?.focus();
	await user.keyboard('{Enter}');
	expect(document.activeElement).toBe(cost);
	expect(cost?.getAttribute('aria-expanded')).toBe('true');
	expect(places()).toHaveLength(costCrms.length);
	access?.focus();
	await user.keyboard(' ');
	expect(headings()).toHaveLength(accessCrms.length);
	await user.keyboard(' ');
	expect(headings()).toEqual(['HubSpot']);
});

it('a CRM that is chosen among the others stays where it is, with the focus', async () => {
	const { far, user } = await open(
		(prepared) => {
			prepared.crmsSeen = ['hubspot'];
		},
		'en',
		'HubSpot',
	);
	await user.click(screen.getAllByRole('button', { name: /^Other CRMs/ })[1] as HTMLElement);
	const place = screen.getByLabelText('Cost in Odoo');
	place.focus();
	far.crmsSeen = ['hubspot', 'odoo'];
	await user.selectOptions(place, 'Only in Dealside’s cost list');
	await waitFor(() => expect(far.costFields).toEqual({ odoo: ':list' }));
	for (const listener of far.listeners) listener({ subject: 'access', revision: 1 });
	await waitFor(() => expect(far.askedSeen).toBe(2));
	expect(screen.getByLabelText('Cost in Odoo') === place).toBe(true);
	expect(document.activeElement === place).toBe(true);
});

it('says what to do while no CRM has been seen, with those that want access at hand', async () => {
	const { user } = await open((far) => {
		far.crmsSeen = [];
	});
	expect(screen.getByText(/^No CRM has been seen in this browser yet\. Open a deal in your CRM once/)).toBeDefined();
	expect(screen.queryByRole('combobox')).toBeNull();
	await user.click(screen.getByRole('button', { name: 'Set up HubSpot' }));
	expect(screen.getByRole('form', { name: 'Set up HubSpot' })).toBeDefined();
});

it('opens the others where a sidebar led here, for a CRM that wants access first', async () => {
	window.location.hash = '#/settings/access';
	await open((far) => {
		far.crmsSeen = ['odoo'];
	});
	expect(screen.getByText('The CRMs that you use here want nothing more.')).toBeDefined();
	expect(screen.getByRole('button', { name: 'Set up Salesforce' })).toBeDefined();
});

it('comes into view when a sidebar led here', async () => {
	window.location.hash = '#/settings/access';
	await open();
	expect(Element.prototype.scrollIntoView).toHaveBeenCalledOnce();
});

it('the address of this place is one in the settings', async () => {
	await openWorkspace('settings/access');
	expect(screen.getByRole('heading', { level: 2, name: 'Settings' })).toBeDefined();
	// This window was given no far side for access: the settings do without.
	expect(screen.queryByRole('heading', { name: 'CRM access' })).toBeNull();
});

it('says of an access, and of places of costs, that they cannot be read, and what to do', async () => {
	const { user } = await open((far) => {
		far.unreadable = [{ crm: 'hubspot', place: 'api.hubapi.com' }];
		far.costFields = null;
	});
	const row = screen.getByRole('heading', { name: 'HubSpot' }).closest('li') as HTMLElement;
	expect(within(row).getByRole('alert').textContent).toMatch(/api\.hubapi\.com cannot be read.*Set it up again/);
	expect(within(row).queryByText('Not set up')).toBeNull();
	await user.click(within(row).getByRole('button', { name: 'Set up HubSpot' }));
	expect(within(row).getByRole('form', { name: 'Set up HubSpot' })).toBeDefined();
	expect(screen.getByText(/Where your CRMs keep costs was said, and what is kept of it cannot be read/)).toBeDefined();
	expect(screen.queryByRole('combobox', { name: /cost/i })).toBeNull();
});
