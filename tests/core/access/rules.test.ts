import { expect, test } from 'vitest';
import { apiHostOf, isVendorPattern, placeOf, tokenHostOf } from '../../../core/access/hosts.ts';
import type { AccessProfile, HostRule } from '../../../core/model/crm-profile.ts';

/** An access with rules that no CRM has: patterns that fit a part of a host. */
const loose: readonly HostRule[] = [
	[/[a-z]+\.acme\.example/, 'api.acme.example'],
	['eu.acme.example', 'never.acme.example'],
];
const access: AccessProfile = {
	ways: ['token'],
	placeOf: loose,
	apiHostOf: [['api.acme.example', '$&']],
	tokens: { hostOf: [['api.acme.example', 'accounts.acme.example']], path: '/token', isHostNamed: true },
	readings: [],
	probe: { check: '/', who: null },
};

test('a rule counts for the whole of a host, and the first that fits counts', () => {
	expect(placeOf(access, 'https://eu.acme.example/deal/1')).toBe('api.acme.example');
	for (const host of ['eu.acme.example.evil.example', 'evil-1.eu.acme.example', 'evil.example'])
		expect([host, placeOf(access, `https://${host}/`)]).toEqual([host, null]);
	expect(placeOf({ ...access, placeOf: [['acme.example', '$&']] }, 'https://evil.acme.example/')).toBeNull();
});

test('a host that no rule knows is no place, unless any firm may host it', () => {
	expect(apiHostOf(access, 'api.acme.example')).toBe('api.acme.example');
	expect(apiHostOf(access, 'evil.example')).toBeNull();
	expect(tokenHostOf(access, 'evil.example')).toBeNull();
	expect(apiHostOf({ ...access, isSelfHosted: true }, 'crm.firm.example:8443')).toBe('crm.firm.example:8443');
	expect(apiHostOf({ ...access, isSelfHosted: true }, 'crm.firm.example/path')).toBeNull();
});

test('the vendor’s hosts are those of its places, and those that its rules name', () => {
	for (const host of ['api.acme.example', 'accounts.acme.example'])
		expect([host, isVendorPattern([access], `https://${host}/*`)]).toEqual([host, true]);
	expect(isVendorPattern([access], 'https://eu.acme.example/*')).toBe(false);
	expect(isVendorPattern([{ ...access, isSelfHosted: true }], 'https://crm.firm.example/*')).toBe(false);
});
