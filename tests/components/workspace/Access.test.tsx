// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LanguageProvider } from '../../../components/ui/Language/Language.tsx';
import { ToastProvider } from '../../../components/ui/Toast/Toast.tsx';
import { Access } from '../../../components/workspace/Access/Access.tsx';
import { AccessContext, type RequestAccess } from '../../../components/workspace/Access/AccessContext.tsx';
import type { AccessAccount, AccessFault, AccessSetUp, AccessVerdict } from '../../../core/model/access.ts';
import { failure, success } from '../../../core/model/result.ts';
import type { CommandAnswer, CommandData, CommandName } from '../../../messages/protocol.ts';
import { createAccessStore } from '../../../stores/workspace-access.ts';
import { openWorkspace } from './open-workspace.tsx';

/** The other side of the messages, in memory. */
function farSide() {
	const far = {
		accounts: [] as AccessAccount[],
		costFields: {} as Record<string, string>,
		verdict: { code: 'works', who: null } as AccessVerdict,
		fault: null as AccessFault | null,
		setUps: [] as AccessSetUp[],
		onChange: () => () => undefined,
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
		if (name === 'access.try') return success(far.verdict);
		if (name === 'access.remove') far.accounts = far.accounts.filter((account) => account.place !== place);
		if (name === 'access.costField') far.costFields = field === null ? {} : { [crm]: field };
		if (name === 'access.setUp') {
			far.setUps.push(setUp);
			if (far.fault) return success(failure(far.fault));
			const { proof, ...account } = setUp;
			far.accounts = [...far.accounts, { ...account, way: proof.way, since: '2026-11-24T10:00:00.000Z' }];
			return success(success(null));
		}
		if (name !== 'access.read') return success(null);
		const { accounts, costFields } = far;
		return success({ accounts, costFields, redirectAddress: 'https://dealside.chromiumapp.org/' });
	}
	return far;
}

async function open(
	prepare: (far: ReturnType<typeof farSide>) => void = () => undefined,
	language: 'en' | 'de' = 'en',
) {
	const far = farSide();
	prepare(far);
	const request = vi.fn<RequestAccess>().mockResolvedValue(true);
	render(
		<LanguageProvider language={language}>
			<ToastProvider>
				<AccessContext store={createAccessStore(far)} request={request} browserName="Chromium">
					<Access />
				</AccessContext>
			</ToastProvider>
		</LanguageProvider>,
	);
	await screen.findByRole('heading', { name: 'Salesforce' });
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

it('is accessible, open and closed, and speaks German', async () => {
	const { user } = await open((prepared) => {
		prepared.accounts = [hubspot];
	}, 'de');
	for (const name of ['Salesforce', 'Zoho CRM', 'Twenty', 'Frappe CRM, ERPNext'])
		await user.click(screen.getByRole('button', { name: `${name} einrichten` }));
	expect(screen.getByText(/Code gleich hierher/)).toBeDefined();
	const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}, 30_000);

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
