import { expect, test } from 'vitest';
import * as requests from '../../../core/access/requests.ts';
import type { AccessWay } from '../../../core/model/access.ts';
import type { ApiRequest } from '../../../core/model/api.ts';
import { accessOf } from '../../../crm/profiles.ts';

const { headersOf } = requests;
const apiAddress = (crm: string, host: string, request: ApiRequest) =>
	requests.apiAddress(accessOf(crm), host, request);
const authorizationOf = (crm: string, way: AccessWay, token: string) =>
	requests.authorizationOf(accessOf(crm), way, token);

const get = (url: string): ApiRequest => ({ method: 'GET', url, via: 'token' });
const post = (url: string, body: unknown): ApiRequest => ({
	method: 'POST',
	url,
	body: typeof body === 'string' ? body : JSON.stringify(body),
	via: 'token',
});
const salesforce = 'acme.my.salesforce.com';
const mayGo = (crm: string, host: string, request: ApiRequest) => apiAddress(crm, host, request) !== null;

test('a path is meant from the API’s root', () => {
	expect(apiAddress('hubspot', 'api.hubapi.com', get('/crm/v3/objects/deals/1?properties=amount'))?.href).toBe(
		'https://api.hubapi.com/crm/v3/objects/deals/1?properties=amount',
	);
});

test('what adapters read goes out', () => {
	const allowed: [crm: string, host: string, request: ApiRequest][] = [
		['salesforce', salesforce, get(`https://${salesforce}/services/data/v60.0/query/?q=SELECT+Id+FROM+Quote`)],
		['salesforce', salesforce, get('/services/data/')],
		[
			'salesforce',
			salesforce,
			post('/services/data/v60.0/composite', { compositeRequest: [{ method: 'GET', url: '/x', referenceId: 'a' }] }),
		],
		['hubspot', 'api.hubapi.com', post('/crm/v3/objects/line_items/batch/read', { inputs: [] })],
		['hubspot', 'api.hubapi.com', post('/crm/v4/associations/deals/line_items/batch/read', { inputs: [] })],
		['hubspot', 'api.hubapi.com', get('/crm/objects/2026-09/deals/1')],
		['hubspot', 'api.hubapi.com', post('/crm/associations/2026-09/deals/line_items/batch/read', { inputs: [] })],
		['pipedrive', 'acme.pipedrive.com', get('/api/v2/deals/1/products')],
		['zoho', 'www.zohoapis.eu', get('/crm/v8/Deals/1')],
		['zoho', 'www.zohoapis.eu', post('/crm/v8/coql', { select_query: 'select Deal_Name from Deals' })],
		['twenty', 'api.twenty.com', post('/graphql', { query: 'query { opportunities { edges { node { id } } } }' })],
		['frappe', 'erp.firm.example', get('/api/resource/CRM%20Deal/CRM-DEAL-2026-00001')],
		['frappe', 'erp.firm.example', get('/api/resource/Quotation/SAL-QTN%2F2026%2F00001')],
		['frappe', 'erp.firm.example', get('/api/resource/Item/100%25%20wool')],
		['frappe', 'erp.firm.example', get('/api/method/frappe.client.get_value?doctype=CRM+Deal')],
	];
	for (const [crm, host, request] of allowed)
		expect([request.url, mayGo(crm, host, request)]).toEqual([request.url, true]);
});

test('what writes, or goes to another host, stays here', () => {
	const part = (method: string) => ({ method, url: '/services/data/v60.0/sobjects/Opportunity/006', referenceId: 'a' });
	const refused: [crm: string, host: string, request: ApiRequest][] = [
		['hubspot', 'api.hubapi.com', get('https://evil.example/crm/v3/objects/deals')],
		['hubspot', 'api.hubapi.com', get('//evil.example/crm/v3/objects/deals')],
		['hubspot', 'api.hubapi.com', get('http://api.hubapi.com/crm/v3/objects/deals')],
		['hubspot', 'api.hubapi.com', get('https://api.hubapi.com:8443/crm/v3/objects/deals')],
		['hubspot', 'api.hubapi.com', get('https://ada@api.hubapi.com/crm/v3/objects/deals')],
		['hubspot', 'api.hubapi.com', get('/oauth/v1/access-tokens/x')],
		['hubspot', 'api.hubapi.com', get('/crm/../oauth/v1/refresh-tokens/x')],
		['hubspot', 'api.hubapi.com', post('/crm/v3/objects/line_items/batch/update', { inputs: [] })],
		['hubspot', 'api.hubapi.com', post('/crm/objects/2026-09/line_items/batch/update', { inputs: [] })],
		['hubspot', 'api.hubapi.com', post('/crm/associations/2026-09/deals/line_items/batch/archive', { inputs: [] })],
		['hubspot', 'api.hubapi.com', { ...get('/crm/v3/objects/deals/1'), method: 'PATCH' }],
		['hubspot', 'api.hubapi.com', { ...get('/crm/v3/objects/deals/1'), method: 'DELETE' }],
		[
			'salesforce',
			salesforce,
			post('/services/data/v60.0/composite', { compositeRequest: [part('GET'), part('PATCH')] }),
		],
		['salesforce', salesforce, post('/services/data/v60.0/composite', { compositeRequest: [part('GET'), null] })],
		['salesforce', salesforce, post('/services/data/v60.0/composite', 'no json')],
		['salesforce', salesforce, post('/services/data/v60.0/sobjects/Opportunity', {})],
		['twenty', 'api.twenty.com', post('/graphql', { query: 'mutation { deleteOpportunity(id: 1) { id } }' })],
		['twenty', 'api.twenty.com', post('/graphql', { query: 'query A { a } mutation B { b }' })],
		['twenty', 'api.twenty.com', post('/graphql', [{ query: 'query { a }' }])],
		['frappe', 'erp.firm.example', get('/api/method/frappe.client.delete?doctype=CRM+Deal')],
		...[
			'frappe.client.get_password',
			'frappe.client.get_list',
			'frappe.desk.form.load.getdoc',
			'firm.secrets.get_all',
			'frappe.client.get_value%2f..%2ffrappe.client.delete',
		].map((name): [string, string, ApiRequest] => ['frappe', 'erp.firm.example', get(`/api/method/${name}`)]),
		['frappe', 'erp.firm.example', get('/api/resource/Item/..%2f..%2fmethod%2ffrappe.client.delete')],
		['frappe', 'erp.firm.example', get('/api/resource/Item%2f..%2f..%2fmethod/frappe.client.delete')],
		// One server reads another part of the path here, another a name.
		['hubspot', 'api.hubapi.com', get('/crm/v3/objects%2fdeals')],
		['hubspot', 'api.hubapi.com', get('/crm/v3/objects%5Cdeals')],
		['hubspot', 'api.hubapi.com', get('/crm/..%2foauth/v1/refresh-tokens/x')],
		['hubspot', 'api.hubapi.com', get('/crm/%252e%252e%252foauth/v1/refresh-tokens/x')],
		['hubspot', 'api.hubapi.com', get('/crm/..%5coauth/v1/refresh-tokens/x')],
		['hubspot', 'api.hubapi.com', get('/crm//oauth/v1/refresh-tokens/x')],
		['hubspot', 'api.hubapi.com', get('/crm/v3/objects;/oauth/v1')],
		['hubspot', 'api.hubapi.com', get('/crm/v3/%00/x')],
		['hubspot', 'api.hubapi.com', get('/crm/v3/%E0%A4%A')],
		['zoho', 'www.zohoapis.eu', get('/crm/v8/..%2f..%2foauth')],
		['twenty', 'api.twenty.com', get('/rest/..%2fauth')],
		['pipedrive', 'acme.pipedrive.com', get('/api/v2/..%2f..%2foauth')],
		['salesforce', salesforce, get('/services/data/..%2f..%2fsetup')],
		[
			'salesforce',
			salesforce,
			post('/services/data/v60.0/composite', { compositeRequest: [{ method: ['GET'], url: '/x' }] }),
		],
		['tryton', 'erp.firm.example', get('/db')],
		['toString', 'erp.firm.example', get('/db')],
	];
	for (const [crm, host, request] of refused)
		expect([request.url, request.body, mayGo(crm, host, request)]).toEqual([request.url, request.body, false]);
});

test('an adapter cannot set the authorization, the cookies or where a request seems to come from', () => {
	const headers = {
		Authorization: 'Bearer mine',
		Cookie: 'a=b',
		Origin: 'x',
		Accept: 'text/html',
		'X-CRM-ORG': '1',
		'Sforce-Call-Options': 'client=x',
		'X-Requested-With': 'x',
		'Content-Type': 'application/json',
	};
	expect(headersOf({ ...get('/'), headers })).toEqual({
		accept: 'application/json',
		'content-type': 'application/json',
	});
});

test('each CRM takes a token its own way', () => {
	expect(authorizationOf('hubspot', 'token', 't')).toEqual(['authorization', 'Bearer t']);
	expect(authorizationOf('pipedrive', 'token', 't')).toEqual(['x-api-token', 't']);
	expect(authorizationOf('zoho', 'self-client', 't')).toEqual(['authorization', 'Zoho-oauthtoken t']);
	expect(authorizationOf('frappe', 'token', 'key:secret')).toEqual(['authorization', 'token key:secret']);
});
