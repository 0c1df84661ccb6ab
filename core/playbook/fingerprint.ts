import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type DecimalString, formatDecimal, parseDecimal, trimZeros } from '../model/decimal.ts';
import type { Playbook } from '../model/playbook.ts';

/**
 * JSON with the keys of every object in one order and nothing between the values: equal values give equal text. What is
 * undefined is absent. Lists keep their order.
 */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
	const entries = Object.entries(value).filter(([, item]) => item !== undefined);
	entries.sort(([left], [right]) => (left < right ? -1 : 1));
	return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** SHA-256 of a value's canonical JSON, 64 hexadecimal digits. */
export function fingerprint(value: unknown): string {
	return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

/** The same number however it was written: "0.30" is "0.3". */
function plain(written: DecimalString): DecimalString {
	const value = parseDecimal(written);
	return value ? formatDecimal(trimZeros(value)) : written;
}

/** Fields whose text is a number, so that writing it in another way is no other policy. */
const numbers = new Set(['floor', 'target', 'value', 'rate']);

function plainly(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(plainly);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [
			key,
			numbers.has(key) && typeof item === 'string' ? plain(item) : plainly(item),
		]),
	);
}

const versions = new WeakMap<object, string>();

/**
 * Fingerprint of what a deal is judged by: limits and rules, the approval ladder, rates of exchange. Names, addresses,
 * reasons to choose from, and what whom is shown are no part of it. Worked out once for each playbook.
 */
export function policyVersion(playbook: Pick<Playbook, 'margin' | 'approvals' | 'rates'>): string {
	const known = versions.get(playbook);
	if (known !== undefined) return known;
	const { margin, approvals, rates } = playbook;
	const { warnings, otherwise, families, recurringBasis } = margin;
	const made = fingerprint(
		plainly({
			margin: {
				warnings,
				otherwise,
				families,
				recurringBasis,
				rules: margin.rules.map(({ name: _, ...rule }) => rule),
			},
			approvals: { levels: approvals.levels.length, rules: approvals.rules },
			rates,
		}),
	);
	versions.set(playbook, made);
	return made;
}
