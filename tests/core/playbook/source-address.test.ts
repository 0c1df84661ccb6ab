import { expect, test } from 'vitest';
import { readSourceAddress, writeSourceAddress } from '../../../core/playbook/source-address.ts';

const key = 'A'.repeat(43);

test.each([
	['https://files.firm.example/a/playbook.json', 'https://files.firm.example/a/playbook.json', null],
	['  files.firm.example/playbook.json\n', 'https://files.firm.example/playbook.json', null],
	[`https://files.firm.example/p?x=1#dealside-key=${key}`, 'https://files.firm.example/p?x=1', key],
	// A mail broke the line.
	[
		`https://files.firm.example/play\n book.json#dealside-key=\n${key}`,
		'https://files.firm.example/playbook.json',
		key,
	],
	// Another fragment is nothing of ours.
	['https://files.firm.example/p#page=2', 'https://files.firm.example/p', null],
])('reads %j', (text, address, wanted) => {
	const read = readSourceAddress(text);
	expect(read).toMatchObject({ ok: true, value: { address, key: wanted, pattern: 'https://files.firm.example/*' } });
	if (read.ok) expect(readSourceAddress(writeSourceAddress(read.value))).toEqual(read);
});

test('keeps a port, which the browser grants too', () => {
	expect(readSourceAddress('https://10.1.2.3:8443/p.json')).toMatchObject({
		ok: true,
		value: { host: '10.1.2.3:8443', pattern: 'https://10.1.2.3:8443/*' },
	});
});

test.each([
	['', 'address-missing'],
	['http://files.firm.example/p.json', 'address-not-https'],
	['file:///home/ida/playbook.json', 'address-unreadable'],
	['javascript:alert(1)', 'address-unreadable'],
	['https://ida:secret@files.firm.example/p.json', 'address-login'],
	['https://bank.example@evil.example/p.json', 'address-login'],
	['playbook', 'address-unreadable'],
	['https://files.firm.example/p.json#dealside-key=abc', 'key-unreadable'],
	[`https://files.firm.example/p.json#dealside-key=${key}x`, 'key-unreadable'],
])('refuses %j as %s', (text, fault) => {
	expect(readSourceAddress(text)).toEqual({ ok: false, error: fault });
});
