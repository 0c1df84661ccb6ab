import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import type { CrmUser } from '../../core/model/deal.ts';
import type { ApiAnswer, CallApi, Page } from '../../crm/contract.ts';
import { accessOf } from '../../crm/profiles.ts';
import { adapters } from '../../crm/registry.ts';
import { savedPages } from './saved-pages.ts';

interface Case {
	readonly crm: string;
	readonly url: string;
	readonly html?: string;
	readonly cookie?: string;
	readonly stored?: Readonly<Record<string, unknown>>;
	/** Answers by the path that is asked; any other is a 404. */
	readonly api?: Readonly<Record<string, unknown>>;
	readonly user: CrmUser;
}

const token = (claims: unknown) => `h.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.s`;
const pair = (claims: unknown) =>
	`tokenPair=${encodeURIComponent(JSON.stringify({ accessToken: { token: token(claims) } }))}`;
const profile = (id: number) => `<a href="/dolibarr/user/card.php?id=${id}">Ada</a>`;
const suite = (id: string) => `<a href="index.php?module=Users&amp;action=EditView&amp;record=${id}">Profile</a>`;
const tryton = 'https://erp.example/#sales/model/sale.sale/7';

const cases: readonly Case[] = [
	{ crm: 'demo', url: 'http://dealside-demo.localhost/quotes/1', user: { id: 'demo' } },
	{
		crm: 'tryton',
		url: tryton,
		stored: { sao_session_sales: { login: 'ada', user_id: 7, session: 's' } },
		user: { id: '7' },
	},
	{
		crm: 'tryton',
		url: tryton,
		stored: { sao_session_other: { login: 'ada', user_id: 7, session: 's' } },
		user: 'unknown',
	},
	{
		crm: 'odoo',
		url: 'https://erp.example/odoo/sales/7',
		api: { '/web/session/get_session_info': { jsonrpc: '2.0', result: { uid: 9 } } },
		user: { id: '9' },
	},
	{
		crm: 'odoo',
		url: 'https://erp.example/odoo/sales/7',
		api: { '/web/session/get_session_info': { jsonrpc: '2.0', result: { uid: false } } },
		user: 'unknown',
	},
	{ crm: 'odoo', url: 'https://erp.example/odoo/sales/7', user: 'unknown' },
	{
		crm: 'espocrm',
		url: 'https://crm.example/#Opportunity/view/1',
		api: { '/api/v1/App/user': { user: { id: 'usr1' } } },
		user: { id: 'usr1' },
	},
	{ crm: 'espocrm', url: 'https://crm.example/#Opportunity/view/1', user: 'unknown' },
	{
		crm: 'suitecrm',
		url: 'https://crm.example/index.php?module=Opportunities',
		html: suite('u-1'),
		user: { id: 'u-1' },
	},
	{
		crm: 'suitecrm',
		url: 'https://crm.example/index.php?module=Opportunities',
		html: suite('u-1') + suite('u-2'),
		user: 'unknown',
	},
	{ crm: 'dolibarr', url: 'https://erp.example/dolibarr/comm/propal/card.php?id=1', html: profile(3), user: 'unknown' },
	{
		crm: 'dolibarr',
		url: 'https://erp.example/dolibarr/comm/propal/card.php?id=1',
		html: `<div id="topmenu-login-dropdown">${profile(3)}</div>${profile(4)}`,
		user: { id: '3' },
	},
	{
		crm: 'frappe',
		url: 'https://crm.example/app',
		cookie: 'user_id=ada%40firm.example',
		user: { id: 'ada%40firm.example' },
	},
	{ crm: 'frappe', url: 'https://crm.example/app', cookie: 'user_id=Guest', user: 'unknown' },
	{
		crm: 'twenty',
		url: 'https://crm.example/object/opportunity/1',
		cookie: pair({ sub: 'w', userId: 'u' }),
		user: { id: 'u' },
	},
	{ crm: 'twenty', url: 'https://crm.example/object/opportunity/1', user: 'unknown' },
	{
		crm: 'dynamics',
		url: 'https://org.crm4.dynamics.com/main.aspx',
		api: { '/api/data/v9.2/WhoAmI': { UserId: '5c7a' } },
		user: { id: '5c7a' },
	},
	{ crm: 'dynamics', url: 'https://org.crm4.dynamics.com/main.aspx', user: 'unknown' },
	{ crm: 'hubspot', url: 'https://app.hubspot.com/contacts/1/record/0-3/1', user: 'unknown' },
	{ crm: 'pipedrive', url: 'https://firm.pipedrive.com/deal/1', user: 'unknown' },
	{ crm: 'zoho', url: 'https://crm.zoho.eu/crm/org1/tab/Potentials/1', user: 'unknown' },
	{ crm: 'salesforce', url: 'https://firm.lightning.force.com/lightning/r/Opportunity/006/view', user: 'unknown' },
];

/** A CRM that is read with a token, and not listed above: its page names nobody. */
const nameless = adapters.flatMap(({ crm }): Case[] => {
	const [saved] = accessOf(crm) && !cases.some((each) => each.crm === crm) ? savedPages(crm) : [];
	return saved ? [{ crm, url: saved.expected.url, html: saved.html, user: 'unknown' }] : [];
});
const all = [...cases, ...nameless];

test('every CRM says where its user is known from', () => {
	expect([...new Set(all.map(({ crm }) => crm))].sort()).toEqual(adapters.map(({ crm }) => crm).sort());
});

test.for(all)('$crm: the user is $user', async (each) => {
	const { crm, url, html = '', cookie, stored = {}, api = {}, user } = each;
	const { window } = new JSDOM(`<!doctype html>${html}`, { url });
	if (cookie) window.document.cookie = cookie;
	for (const [key, value] of Object.entries(stored)) window.localStorage.setItem(key, JSON.stringify(value));
	const page: Page = { document: window.document as unknown as Document, url: new URL(url) };
	let asked = 0;
	const callApi: CallApi = async (request) => {
		asked += 1;
		const { pathname } = new URL(request.url, url);
		const found = api[pathname];
		const answer: ApiAnswer = { status: found ? 200 : 404, headers: {}, text: JSON.stringify(found ?? {}) };
		return answer;
	};
	const adapter = adapters.find((each) => each.crm === crm);
	expect(await adapter?.userOf(page, callApi, new AbortController().signal)).toEqual(user);
	expect(asked).toBeLessThanOrEqual(1);
	// Nothing at all, and nobody who answers, is nobody.
	const empty: Page = { document: new JSDOM('', { url }).window.document as unknown as Document, url: new URL(url) };
	const nobody = await adapter?.userOf(empty, async () => null, new AbortController().signal);
	expect(nobody).toEqual(crm === 'demo' ? user : 'unknown');
});
