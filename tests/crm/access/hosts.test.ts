import { expect, test } from 'vitest';
import * as hosts from '../../../core/access/hosts.ts';
import { accesses, accessOf } from '../../../crm/profiles.ts';

const placeOf = (crm: string, page: string) => hosts.placeOf(accessOf(crm), page);
const readPlace = (crm: string, typed: string) => hosts.readPlace(accessOf(crm), typed);
const apiHostOf = (crm: string, ...rest: [place: string, server?: string]) => hosts.apiHostOf(accessOf(crm), ...rest);
const tokenHostOf = (crm: string, place: string) => hosts.tokenHostOf(accessOf(crm), place);
const patternsOf = (crm: string, place: string, api: string) => hosts.patternsOf(accessOf(crm), place, api);
const isVendorPattern = (pattern: string) => hosts.isVendorPattern(accesses, pattern);

test('a page belongs to the account of its own host', () => {
	const places: [crm: string, page: string, place: string][] = [
		['salesforce', 'https://acme.lightning.force.com/lightning/r/Opportunity/006/view', 'acme.my.salesforce.com'],
		['salesforce', 'https://acme--uat.sandbox.lightning.force.com/one', 'acme--uat.sandbox.my.salesforce.com'],
		['salesforce', 'https://acme.lightning.force.com.mcas.ms/lightning', 'acme.my.salesforce.com'],
		['salesforce', 'https://acme.my.salesforce.com/006000', 'acme.my.salesforce.com'],
		['salesforce', 'https://agency.lightning.crmforce.mil/lightning', 'agency.my.salesforce.mil'],
		['hubspot', 'https://app.hubspot.com/contacts/1/record/0-3/2', 'api.hubapi.com'],
		['hubspot', 'https://app-eu1.hubspot.com/contacts/1', 'api.hubapi.com'],
		['pipedrive', 'https://acme-1a2b3c.pipedrive.com/deal/7', 'acme-1a2b3c.pipedrive.com'],
		['zoho', 'https://crm.zoho.com.au/crm/org1/tab/Potentials/1', 'www.zohoapis.com.au'],
		['zoho', 'https://crm.zohocloud.ca/crm/org1', 'www.zohoapis.ca'],
		['zoho', 'https://crmsandbox.zoho.eu/crm', 'sandbox.zohoapis.eu'],
		['twenty', 'https://acme.twenty.com/object/opportunity/1', 'acme.twenty.com'],
		['frappe', 'https://erp.firm.example:8443/crm/deals/1', 'erp.firm.example:8443'],
	];
	for (const [crm, page, place] of places) expect([page, placeOf(crm, page)]).toEqual([page, place]);
});

test('a look-alike, another CRM, an unencrypted page and a vendor’s own host belong to no account', () => {
	const strangers: [crm: string, page: string][] = [
		['hubspot', 'https://app.hubspot.com.evil.example/'],
		['hubspot', 'https://evil-app.hubspot.com/'],
		['hubspot', 'https://www.hubspot.com/'],
		['hubspot', 'http://app.hubspot.com/'],
		['hubspot', 'https://app.hubspot.com:8443/'],
		['hubspot', 'https://acme.lightning.force.com/'],
		['salesforce', 'https://evil.example/lightning.force.com'],
		['salesforce', 'https://acme.lightning.force.com.evil.example/'],
		['salesforce', 'https://lightning.force.com/'],
		['pipedrive', 'https://app.pipedrive.com/deal/1'],
		['pipedrive', 'https://a.b.pipedrive.com/'],
		['zoho', 'https://mail.zoho.com/'],
		['frappe', 'http://erp.firm.example/'],
		['demo', 'https://crm.example/'],
		['constructor', 'https://crm.example/'],
		['hubspot', 'chrome-extension://id/sidebar.html'],
	];
	for (const [crm, page] of strangers) expect([page, placeOf(crm, page)]).toEqual([page, null]);
});

test('what a person types is read as the place it means', () => {
	expect(readPlace('salesforce', ' https://acme.lightning.force.com/lightning/o/Opportunity ')).toBe(
		'acme.my.salesforce.com',
	);
	expect(readPlace('pipedrive', 'acme.pipedrive.com')).toBe('acme.pipedrive.com');
	expect(readPlace('zoho', 'crm.zoho.eu')).toBe('www.zohoapis.eu');
	expect(readPlace('frappe', 'erp.firm.example')).toBe('erp.firm.example');
	for (const typed of ['', 'acme', 'http://erp.firm.example', 'https://ada:pw@erp.firm.example'])
		expect([typed, readPlace('frappe', typed)]).toEqual([typed, null]);
	expect(readPlace('salesforce', 'https://login.salesforce.com')).toBeNull();
});

test('a place has one API host, and only a server of its own may be named', () => {
	expect(apiHostOf('hubspot', 'api.hubapi.com')).toBe('api.hubapi.com');
	expect(apiHostOf('hubspot', 'evil.example')).toBeNull();
	expect(apiHostOf('hubspot', 'api.hubapi.com', 'evil.example')).toBeNull();
	expect(apiHostOf('zoho', 'www.zohoapis.in')).toBe('www.zohoapis.in');
	expect(apiHostOf('zoho', 'www.zohoapis.evil')).toBeNull();
	expect(apiHostOf('twenty', 'acme.twenty.com')).toBe('api.twenty.com');
	expect(apiHostOf('twenty', 'crm.firm.example', 'api.firm.example')).toBe('api.firm.example');
	expect(apiHostOf('twenty', 'crm.firm.example', 'api.firm.example/x')).toBeNull();
	expect(apiHostOf('frappe', 'erp.firm.example', 'evil.example')).toBeNull();
	expect(apiHostOf('tryton', 'erp.firm.example')).toBeNull();
});

test('the browser is asked for the API host, and for the one that gives tokens', () => {
	expect(patternsOf('hubspot', 'api.hubapi.com', 'api.hubapi.com')).toEqual(['https://api.hubapi.com/*']);
	expect(patternsOf('salesforce', 'acme.my.salesforce.com', 'acme.my.salesforce.com')).toEqual([
		'https://acme.my.salesforce.com/*',
	]);
	expect(patternsOf('zoho', 'sandbox.zohoapis.eu', 'sandbox.zohoapis.eu')).toEqual([
		'https://sandbox.zohoapis.eu/*',
		'https://accounts.zoho.eu/*',
	]);
	expect(tokenHostOf('zoho', 'www.zohoapis.ca')).toBe('accounts.zohocloud.ca');
	expect(tokenHostOf('pipedrive', 'acme.pipedrive.com')).toBeNull();
});

test('hosts of vendors’ APIs are told from sites', () => {
	const vendors = ['api.hubapi.com', 'acme.my.salesforce.com', 'www.zohoapis.eu', 'accounts.zoho.eu', 'api.twenty.com'];
	for (const host of vendors) expect([host, isVendorPattern(`https://${host}/*`)]).toEqual([host, true]);
	for (const pattern of ['https://crm.firm.example/*', 'http://api.hubapi.com/*', 'https://*/*'])
		expect([pattern, isVendorPattern(pattern)]).toEqual([pattern, false]);
});

test('a pattern is granted with its port where the browser matches ports, and as its whole host where it does not', () => {
	const patterns: [asked: string, granted: string][] = [
		['https://erp.firm.example:8443/*', 'https://erp.firm.example/*'],
		['http://127.0.0.1:8069/*', 'http://127.0.0.1/*'],
		['http://[::1]:8000/*', 'http://[::1]/*'],
		['http://[::1]/*', 'http://[::1]/*'],
		['https://*.odoo.com/*', 'https://*.odoo.com/*'],
		['*://crm.example/deals:7/*', '*://crm.example/deals:7/*'],
	];
	for (const [asked, granted] of patterns) {
		expect(hosts.grantablePattern(asked, false)).toBe(granted);
		expect(hosts.grantablePattern(asked, true)).toBe(asked);
	}
});
