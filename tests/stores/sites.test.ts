import { describe, expect, it } from 'vitest';
import type { Site } from '../../core/model/settings.ts';
import { isReadableOnTheWay, readSiteAddress, siteOfAddress } from '../../stores/sites.ts';

describe('reading a site address', () => {
	it.each([
		['crm.firm.example', 'https://crm.firm.example/*', 'crm.firm.example'],
		['  https://CRM.Firm.example/deals/3?x#y ', 'https://crm.firm.example/*', 'crm.firm.example'],
		['http://erp:8000/#db', 'http://erp:8000/*', 'erp:8000'],
		['localhost:8000', 'https://localhost:8000/*', 'localhost:8000'],
		['https://crm.example:443', 'https://crm.example/*', 'crm.example'],
		['http://crm', 'http://crm/*', 'crm'],
		['http://127.0.0.1:8123', 'http://127.0.0.1:8123/*', '127.0.0.1:8123'],
		['http://[::1]:8000/', 'http://[::1]:8000/*', '[::1]:8000'],
		['https://büro.example', 'https://xn--bro-hoa.example/*', 'xn--bro-hoa.example'],
	])('takes %s as %s', (text, pattern, label) => {
		expect(readSiteAddress(text)).toEqual({ ok: true, value: { pattern, label } });
	});

	it.each([
		['', 'site-missing'],
		['   ', 'site-missing'],
		['hello world', 'site-unreadable'],
		['https://*/', 'site-unreadable'],
		['*.example', 'site-unreadable'],
		['javascript:alert(1)', 'site-unreadable'],
		['ftp://crm.example', 'site-scheme'],
		['chrome-extension://abc/x', 'site-scheme'],
		['https://ada:secret@crm.example', 'site-login'],
		['nonsense', 'site-vague'],
	])('refuses %j as %s', (text, error) => {
		expect(readSiteAddress(text)).toEqual({ ok: false, error });
	});
});

it.each([
	['http://crm.example/*', true],
	['http://localhost.example:80', true],
	['http://127.0.0.1.example/', true],
	['https://crm.example/*', false],
	['http://demo.localhost:8000/*', false],
	['http://127.0.0.1:8000', false],
	['http://[::1]:8000/*', false],
])('what %s sends can be read on the way: %s', (address, isReadable) => {
	expect(isReadableOnTheWay(address)).toBe(isReadable);
});

describe('finding the site of an address', () => {
	const sites: readonly Site[] = [
		{ pattern: 'https://*.crm.example/*', label: 'crm.example', kind: 'built-in' },
		{ pattern: 'http://erp.example:8000/*', label: 'erp.example:8000', kind: 'added' },
		{ pattern: 'https://any.example/*', label: 'any.example', kind: 'added' },
	];
	it.each([
		['https://a.b.crm.example/deal', 'crm.example'],
		['https://crm.example/', 'crm.example'],
		['http://erp.example:8000/', 'erp.example:8000'],
		['https://any.example:9443/x', 'any.example'],
	])('finds that of %s', (address, label) => {
		expect(siteOfAddress(sites, address)?.label).toBe(label);
	});

	it.each([
		'http://a.crm.example/',
		'https://evilcrm.example/',
		'https://crm.example.evil.example/',
		'http://erp.example:8001/',
		'about:blank',
		'not an address',
	])('finds none for %s', (address) => {
		expect(siteOfAddress(sites, address)).toBeNull();
	});
});
