import type { IncomingHttpHeaders } from 'node:http';
import type { CrmId } from '../../core/model/deal.ts';
import type { DealEdits, TypedValue } from '../../core/model/deal-edits.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import { type ExpectedPage, isFailing, type SavedPage, savedPages } from '../../tests/crm/saved-pages.ts';
import type { SavedAnswer } from '../read/api-folder.ts';
import type { HostedCrm } from './host.ts';

/** Every CRM as it is gone through from the deal to the next one: which saved pages, which field, what is typed. */

/** One text to type, key by key, and what the CRM takes it for. */
export interface Typing {
	readonly text: string;
	/** A fraction for a discount, else money; null: no number yet. One entry per key. */
	readonly taken: readonly (DecimalString | null)[];
}

/** A replacement that makes another record of the first one, in pages, answers and expectations alike. */
export type Replacement = readonly [from: RegExp, to: string];

/** One CRM, gone through. Pages are names in `tests/fixtures/<folder>`. */
export interface LiveCrm {
	/** With its version where two are gone through. */
	readonly name: string;
	readonly folder: CrmId;
	/** The record as it is opened. */
	readonly view: string;
	/** The same record with the field open. */
	readonly edit: string;
	/** The record with a dialog over it, and the dialog. */
	readonly dialog?: { readonly page: string; readonly selector: string };
	/** CSS of the field that is typed into. */
	readonly field: string;
	/** CSS of the frame it is in. */
	readonly frame?: string;
	readonly typing: readonly Typing[];
	/** What the adapter must make of it. */
	edits(typed: TypedValue): Partial<DealEdits>;
	/**
	 * How its client goes to another record: which of the two changes first. `load`: a server makes each page, and there is
	 * no going without a load.
	 */
	readonly goes: 'address' | 'content' | 'load';
	readonly next: readonly Replacement[];
	/** Origin of its pages, where another CRM's entry has the one they were saved from. */
	readonly origin?: string;
	/** Where its API stands when not beside its pages, and the token that opens it. */
	readonly api?: { readonly origin: string; readonly place: string };
	/** Answers beside the saved ones, made of one of them, to what is asked when the same record is read again. */
	readonly again?: (answer: SavedAnswer) => readonly SavedAnswer[];
	/** HttpOnly, beside those in `api/session.json`. */
	readonly sessionCookie?: string;
	isSignedIn(headers: IncomingHttpHeaders, method: string): boolean;
	readonly styles?: string;
	/** True where the CRM tells no costs, so that they come from a list kept in the extension. */
	readonly needsCostList?: boolean;
	/** True where the field is the deal's amount: the deal has lines, so that its price and margin stay theirs. */
	readonly isAmount?: boolean;
	/** Margin in money, worked out by hand: as saved, with the last text typed, and of the next record. */
	readonly amounts: { readonly saved: string; readonly typed: string; readonly next: string };
}

/** The number however it is grouped: "12400", "12,400", "12 400". */
function grouped(from: string, to: string): Replacement {
	const split = (digits: string) => [digits.slice(0, -3), digits.slice(-3)] as const;
	const [left, right] = split(from);
	const [newLeft, newRight] = split(to);
	return [
		new RegExp(`(?<![\\d.,-])${left}([,.'\\s\\u00a0\\u202f]|&nbsp;|&#\\d+;|)${right}(?!\\d)`, 'g'),
		`${newLeft}$1${newRight}`,
	];
}

/** 13,400 in place of 12,400 for two of the first line at 10 % off: 39,160 − 25,320 = 13,840. */
const heatPump: readonly Replacement[] = [
	[/Cold-store retrofit phase 2/g, 'Heat-pump retrofit phase 3'],
	[/Halvorsen Foods/g, 'Brandt Dairy'],
	grouped('12400', '13400'),
	grouped('22320', '24120'),
	grouped('37360', '39160'),
];

/** 37,360 − 25,320 = 12,040; with 15 % off the first line 10,800. */
const coldStore = { saved: '12040', typed: '10800', next: '13840' };

/** With another amount of the deal typed beside the same lines. */
const coldStoreByLines = { ...coldStore, typed: coldStore.saved };

const lineDiscount =
	(id: string) =>
	(typed: TypedValue): Partial<DealEdits> => ({
		lines: { [id]: { price: { by: 'discount', typed } } },
		activeLineId: id,
	});

const dealAmount = (amount: TypedValue): Partial<DealEdits> => ({ amount });

/** "15" as a discount; before it a number with a decimal that is given up again. */
const percents: readonly Typing[] = [
	{ text: '12.5', taken: ['0.01', '0.12', null, '0.125'] },
	{ text: '15', taken: ['0.01', '0.15'] },
];

/** The same where the CRM takes a number that ends in its decimal sign, as EspoCRM and Dolibarr do. */
const percentsWithEnd: readonly Typing[] = [
	{ text: '12.5', taken: ['0.01', '0.12', '0.12', '0.125'] },
	{ text: '15', taken: ['0.01', '0.15'] },
];

const hasCookie = (name: string) => (headers: IncomingHttpHeaders) =>
	(headers.cookie ?? '').split('; ').some((cookie) => cookie.startsWith(`${name}=`));

/** The token that the extension is given for every API that wants one. */
export const apiToken = 'token-of-the-crm-host-0123456789';

const odoo: LiveCrm = {
	name: 'Odoo',
	folder: 'odoo',
	view: 'so-18-view',
	edit: 'so-18-typing',
	dialog: { page: 'so-18-discount-wizard', selector: '.modal' },
	field: 'tr.o_selected_row td[name="discount"] input',
	typing: [
		{ text: 'x', taken: [null] },
		{ text: '12.5', taken: ['0.01', '0.12', null, '0.125'] },
		{ text: '15', taken: ['0.01', '0.15'] },
	],
	edits: lineDiscount('901'),
	goes: 'content',
	next: [...heatPump, [/\b(S00)?108\b/g, '$1208'], [/\b90([1-5])\b/g, '95$1']],
	sessionCookie: 'session_id',
	isSignedIn: hasCookie('session_id'),
	styles:
		'.modal{position:fixed;inset:0;z-index:1055} body{display:flex;flex-direction:column;height:100vh;margin:0} .o_action_manager{flex:1;overflow:auto}',
	amounts: coldStore,
};

const espocrm: LiveCrm = {
	name: 'EspoCRM',
	folder: 'espocrm',
	view: 'opportunity-view',
	edit: 'item-edit-modal',
	dialog: { page: 'item-edit-modal', selector: '.modal.in' },
	field: 'input[data-name="discount"]',
	typing: percentsWithEnd,
	edits: lineDiscount('67ab0000000000i01'),
	goes: 'address',
	next: [...heatPump, [/67ab01c2d3e4f5a6b/g, '67ab01c2d3e4f5a7c'], [/67ab0000000000i0/g, '67ab0000000000j0']],
	sessionCookie: 'auth-token-secret',
	isSignedIn: (headers) => hasCookie('auth-token-secret')(headers) && headers['x-requested-with'] === 'XMLHttpRequest',
	// Its drawers are at the window's right edge.
	styles:
		'body{margin:0} .modal{position:fixed;inset:0;z-index:1050;overflow:auto;background:#fff8} .modal-dialog{position:absolute;right:0;width:930px;background:#fff}',
	amounts: coldStore,
};

const dolibarr: LiveCrm = {
	name: 'Dolibarr',
	folder: 'dolibarr',
	view: 'propal-view',
	edit: 'propal-editline',
	field: 'tr.tredited input[name="remise_percent"]',
	typing: percentsWithEnd,
	edits: lineDiscount('900'),
	goes: 'load',
	next: [
		...heatPump,
		[/\b318\b/g, '418'],
		[/(?<at>row-|lineid=|line_|data-id="|"id":")90(?<line>[0-4])\b/g, '$<at>95$<line>'],
	],
	sessionCookie: 'DOLSESSID_0',
	isSignedIn: hasCookie('DOLSESSID_0'),
	styles:
		'body{margin:0} #id-container{display:table;width:100%} .side-nav{display:table-cell;width:230px} #id-right{display:table-cell;width:100%}',
	amounts: coldStore,
};

const suitecrm7: LiveCrm = {
	name: 'SuiteCRM 7',
	folder: 'suitecrm',
	view: '7-quote-view',
	edit: '7-quote-edit-typing',
	field: '#product_product_discount0',
	typing: percents,
	edits: lineDiscount('7f3a1c22-2222-4a11-9c11-64f0a0000001'),
	goes: 'load',
	next: [
		...heatPump,
		grouped('11160', '12060'),
		[/-1240\.00/g, '-1340.00'],
		[/64f0a0005001/g, '64f0a0006001'],
		[/7f3a1c22-2222/g, '7f3a1c22-3333'],
	],
	sessionCookie: 'PHPSESSID',
	isSignedIn: hasCookie('PHPSESSID'),
	amounts: coldStore,
};

/** Digit by digit, each a number of its own. */
const amountDigits: readonly Typing[] = [
	{ text: 'x', taken: [null] },
	{ text: '36120', taken: ['3', '36', '361', '3612', '36120'] },
];

const suitecrm8: LiveCrm = {
	name: 'SuiteCRM 8',
	folder: 'suitecrm',
	view: '8-opportunity-view',
	edit: '8-opportunity-edit',
	dialog: { page: '8-opportunity-cancel-modal', selector: 'ngb-modal-window.modal' },
	field: '.dynamic-field-name-amount input',
	typing: amountDigits,
	edits: dealAmount,
	isAmount: true,
	goes: 'address',
	next: [
		...heatPump,
		grouped('11160', '12060'),
		[/-1240\.00/g, '-1340.00'],
		[/64f0a0004711/g, '64f0a0004811'],
		[/64f0a0005001/g, '64f0a0006001'],
		[/7f3a1c22-2222/g, '7f3a1c22-3333'],
	],
	origin: 'https://suitecrm8.example',
	sessionCookie: 'PHPSESSID',
	isSignedIn: (headers, method) =>
		hasCookie('PHPSESSID')(headers) && (method === 'GET' || headers['x-xsrf-token'] === 'sampletoken'),
	styles:
		'ngb-modal-window.modal{position:fixed;inset:0;z-index:1050;background:#fff8} .top-panel.fixed-top{position:fixed;top:0;left:0;right:0}',
	amounts: coldStoreByLines,
};

/**
 * Another deal of the same size, whose gateways cost 710 in place of 690: revenue 107,600; cost 40 × 690 + 120 × 104.50 +
 * 15 × 720 + 9,000 + 2 × 650 = 61,240, or 800 more.
 */
const harbour: readonly Replacement[] = [
	[/Halden Marine - fleet telemetry rollout/g, 'Brandt Marine - harbour telemetry rollout'],
	[/(?<![\d.,-])690(\.0+)?(?![\d-])/g, '710$1'],
];

const hasToken =
	(name: string, before = '') =>
	(headers: IncomingHttpHeaders) =>
		headers[name] === `${before}${apiToken}` && headers.cookie === undefined;

/** Names of stages and fields are asked for once. */
const askedOnce = ['stages', 'labels'];

/** A composite request of Salesforce without what is asked for once. */
function shorter(answer: SavedAnswer): SavedAnswer[] {
	type Parts = readonly { readonly referenceId: string }[];
	const body = answer.request?.body as { readonly compositeRequest?: Parts } | undefined;
	if (!answer.request || !body?.compositeRequest) return [];
	const kept = (parts: Parts) => parts.filter(({ referenceId }) => !askedOnce.includes(referenceId));
	const { compositeResponse } = JSON.parse(answer.text) as { readonly compositeResponse: Parts };
	return [
		{
			...answer,
			request: { ...answer.request, body: { ...body, compositeRequest: kept(body.compositeRequest) } },
			text: JSON.stringify({ compositeResponse: kept(compositeResponse) }),
		},
	];
}

const salesforce: LiveCrm = {
	name: 'Salesforce',
	folder: 'salesforce',
	view: 'opportunity-standard-view',
	edit: 'line-edit-over-deal',
	dialog: { page: 'line-edit-over-deal', selector: '[role="dialog"]' },
	field: '#input-Discount',
	typing: [
		{ text: 'x', taken: [null] },
		{ text: '12.5', taken: ['0.01', '0.12', null, '0.125'] },
		{ text: '50', taken: ['0.05', '0.5'] },
	],
	edits: lineDiscount('00kQy00000Li05AIAT'),
	goes: 'address',
	next: [...harbour, [/006Qy00000HaLD1/g, '006Qy00000HaLD2'], [/00kQy00000Li0/g, '00kQy00000Mi0']],
	api: { origin: 'https://halden.my.salesforce.com', place: 'halden.my.salesforce.com' },
	again: shorter,
	isSignedIn: hasToken('authorization', 'Bearer '),
	styles:
		'html,body{height:100%;margin:0;overflow:hidden} .slds-modal__container{position:fixed;inset:0;z-index:9001;background:#fff8} .desktop.container{position:fixed;inset:0;overflow:auto}',
	// Half of two training days of 1,200 that were free: 1,200 more.
	amounts: { saved: '46360', typed: '47560', next: '45560' },
};

const dynamics: LiveCrm = {
	name: 'Dynamics 365',
	folder: 'dynamics',
	view: 'opportunity-form-saved',
	edit: 'product-dialog',
	dialog: { page: 'product-dialog', selector: '[role="dialog"]' },
	field: '[data-id="manualdiscountamount.fieldControl-currency-text-input"]',
	// For the whole line, 120 pieces.
	typing: [
		{ text: 'x', taken: [null] },
		{ text: '3000', taken: ['0.025', '0.25', '2.5', '25'] },
	],
	edits: (typed) => ({
		lines: { '10000000-0000-4000-8000-000000000101': { price: { by: 'amountOff', typed } } },
		activeLineId: '10000000-0000-4000-8000-000000000101',
	}),
	goes: 'address',
	next: [
		...harbour,
		[/5a9f3c10-7b2e-4d61-9c3a-0f1e2d3c4b5a/gi, '5a9f3c10-7b2e-4d61-9c3a-0f1e2d3c4b6b'],
		[/(?<!\d)10000000-0000/g, '11000000-0000'],
	],
	sessionCookie: 'CrmOwinAuth',
	isSignedIn: hasCookie('CrmOwinAuth'),
	styles:
		'html,body{height:100%;margin:0} [role="dialog"]{position:fixed;top:0;right:0;bottom:0;width:600px;z-index:1000;background:#fff}',
	// 3,000 off 22,200 in place of 2,220: 780 less.
	amounts: { saved: '46360', typed: '45580', next: '45560' },
};

const hubspot: LiveCrm = {
	name: 'HubSpot',
	folder: 'hubspot',
	view: 'deal',
	edit: 'line-items',
	field: '[data-test-id="property-input-hs_discount_percentage"]',
	typing: percents,
	edits: lineDiscount('27493818420'),
	goes: 'address',
	next: [...harbour, [/60403877913/g, '60403877914'], [/2749381842/g, '2749381942']],
	api: { origin: 'https://api.hubapi.com', place: 'api.hubapi.com' },
	isSignedIn: hasToken('authorization', 'Bearer '),
	// 15 % off 40 × 1,150 in place of 8 %: 3,220 less.
	amounts: { saved: '46360', typed: '43140', next: '45560' },
};

const pipedrive: LiveCrm = {
	name: 'Pipedrive',
	folder: 'pipedrive',
	view: 'deal',
	edit: 'deal-value-typed',
	field: '[data-testid="compound-input"]',
	typing: [{ text: '36,', taken: ['3', '36', null] }, ...amountDigits],
	edits: dealAmount,
	isAmount: true,
	goes: 'address',
	next: [...heatPump, [/747\.20?/g, '783.2'], [/\b4711\b/g, '4811'], [/\b700([0-9])\b/g, '710$1']],
	api: { origin: 'https://halvorsen-1a2b3c.pipedrive.com', place: 'halvorsen-1a2b3c.pipedrive.com' },
	isSignedIn: hasToken('x-api-token'),
	// Its products give no cost for freight.
	needsCostList: true,
	// A discount of 2 % on the whole deal takes another 747.20 off.
	amounts: { saved: '11292.8', typed: '11292.8', next: '13056.8' },
};

const zoho: LiveCrm = {
	name: 'Zoho CRM',
	folder: 'zoho',
	view: 'deal',
	edit: 'deal-amount-typed',
	field: '#Crm_Potentials_AMOUNT_LInput',
	typing: [{ text: '36,', taken: ['3', '36', null] }, ...amountDigits],
	edits: dealAmount,
	isAmount: true,
	goes: 'address',
	next: [...heatPump, [/4876876000001234001/g, '4876876000001234002'], [/487687600000125000/g, '487687600000125100']],
	api: { origin: 'https://www.zohoapis.com', place: 'www.zohoapis.com' },
	isSignedIn: hasToken('authorization', 'Zoho-oauthtoken '),
	needsCostList: true,
	amounts: coldStoreByLines,
};

const twenty: LiveCrm = {
	name: 'Twenty',
	folder: 'twenty',
	view: 'opportunity',
	edit: 'opportunity-line-discount-typed',
	field: '.overlay input',
	typing: percents,
	edits: lineDiscount('11111111-0000-4000-8000-000000000000'),
	goes: 'address',
	next: [
		...heatPump,
		[/12400000000/g, '13400000000'],
		[/37360000000/g, '39160000000'],
		[/6f0a4d0c4711/g, '6f0a4d0c4811'],
		[/11111111-0000/g, '12111111-0000'],
	],
	isSignedIn: ({ authorization }) => authorization === 'Bearer saved.page.token',
	amounts: coldStore,
};

const frappe: LiveCrm = {
	name: 'Frappe CRM',
	folder: 'frappe',
	view: 'crm-deal',
	edit: 'crm-deal-half-typed',
	field: '.grid-row .grid > div:nth-child(4) input',
	typing: [{ text: '12,', taken: ['0.01', '0.12', null] }, ...percents],
	edits: lineDiscount('r0'),
	goes: 'address',
	next: [...heatPump, [/CRM-DEAL-2026-00042/g, 'CRM-DEAL-2026-00043']],
	sessionCookie: 'sid',
	isSignedIn: hasCookie('sid'),
	styles: '#app{width:100vw}',
	needsCostList: true,
	amounts: coldStore,
};

const erpnext: LiveCrm = {
	name: 'ERPNext',
	folder: 'frappe',
	view: 'quotation',
	edit: 'quotation-discount-typed',
	field: 'input[data-fieldname="discount_percentage"]',
	typing: percents,
	edits: lineDiscount('q0'),
	goes: 'address',
	next: [
		...heatPump,
		grouped('11160', '12060'),
		[/"q([0-4])"/g, '"k$1"'],
		[/SAL-QTN-2026-00042/g, 'SAL-QTN-2026-00043'],
	],
	origin: 'https://erpnext.example',
	sessionCookie: 'sid',
	isSignedIn: hasCookie('sid'),
	amounts: coldStore,
};

/** In the order in which they are gone through; those that need a list of costs last, as it then holds for all. */
export const liveCrms: readonly LiveCrm[] = [
	odoo,
	espocrm,
	dolibarr,
	suitecrm7,
	suitecrm8,
	salesforce,
	dynamics,
	hubspot,
	twenty,
	erpnext,
	pipedrive,
	zoho,
	frappe,
];

/** A live CRM with what is read from its folder. */
export interface Live {
	readonly crm: LiveCrm;
	readonly hosted: HostedCrm;
	/** Names of pages are those of the folder; the next record's begin with "next-". */
	page(name: string): { readonly url: string; readonly expected: ExpectedPage };
	readonly answers: readonly SavedAnswer[];
}

const nextName = (page: string) => `next-${page}`;

function replaced(text: string, replacements: readonly Replacement[]): string {
	return replacements.reduce((now, [from, to]) => now.replace(from, to), text);
}

function nextAnswer(answer: SavedAnswer, replacements: readonly Replacement[]): SavedAnswer[] {
	const request = JSON.stringify(answer.request);
	const other = replaced(request, replacements);
	if (request === other) return [];
	return [{ ...answer, request: JSON.parse(other), text: replaced(answer.text, replacements) }];
}

/** Under the origin of the CRM's first page, whatever host the page was saved from. */
function onOrigin(url: string, origin: string): string {
	const { pathname, search, hash } = new URL(url);
	return `${origin}${pathname}${search}${hash}`;
}

/** Reads the pages of a live CRM and makes the next record of them. */
export function openLive(crm: LiveCrm): Live {
	const saved = savedPages(crm.folder);
	const find = (name: string): SavedPage => {
		const page = saved.find((other) => other.name === name);
		if (!page) throw new Error(`${crm.folder} has no saved page ${name}`);
		return page;
	};
	const view = find(crm.view);
	const origin = crm.origin ?? new URL(view.expected.url).origin;
	const names = [crm.view, crm.edit, ...(crm.dialog ? [crm.dialog.page] : [])];
	const first = names.map((name): [string, SavedPage] => [name, find(name)]);
	const second: SavedPage = {
		...view,
		html: replaced(view.html, crm.next),
		expected: JSON.parse(replaced(JSON.stringify(view.expected), crm.next)),
	};
	const pages = new Map([...first, [nextName(crm.view), second] as const]);
	const saidOnce = first.flatMap(([, page]) => page.api.answers);
	const answers = [...saidOnce, ...saidOnce.flatMap((answer) => crm.again?.(answer) ?? [])];
	const { cookies } = view.api.session;
	const flags = 'Path=/; Secure; SameSite=Lax';
	const hosted: HostedCrm = {
		origin,
		...(crm.api ? { apiOrigin: crm.api.origin } : {}),
		pages: Object.fromEntries([...pages].map(([name, { html }]) => [name, html])),
		// A record's own come first: some requests of the first one fit any.
		answers: [...answers.flatMap((answer) => nextAnswer(answer, crm.next)), ...answers],
		styles: crm.styles ?? '',
		cookies: [
			...Object.entries(cookies).map(([name, value]) => `${name}=${value}; ${flags}`),
			...(crm.sessionCookie ? [`${crm.sessionCookie}=of-this-browser; HttpOnly; ${flags}`] : []),
		],
		isSignedIn: crm.isSignedIn,
	};
	return {
		crm,
		hosted,
		answers: hosted.answers,
		page(name) {
			const page = pages.get(name);
			if (!page) throw new Error(`${name} is no page of ${crm.name}`);
			const { expected } = page;
			if (!expected.front || !expected.facts || isFailing(expected.facts)) throw new Error(`${name} is no deal`);
			return { url: onOrigin(expected.url, origin), expected };
		},
	};
}

/** The name of the next record's page. */
export const nextViewOf = (crm: LiveCrm): string => nextName(crm.view);
