import { browser } from 'wxt/browser';
import { readSourceAddress } from '../core/playbook/source-address.ts';
import type { SourceWish } from './follow.ts';

/**
 * The address that the firm's administrator has every browser follow (docs/for-it.md); null where none is set, or what is set
 * cannot be followed.
 */
export async function administratorsWish(): Promise<SourceWish | null> {
	let set: Readonly<Record<string, unknown>>;
	try {
		set = await browser.storage.managed.get(null);
	} catch {
		// Firefox rejects where no policy says anything.
		return null;
	}
	const { followAddress, followWithSignIn } = set;
	if (typeof followAddress !== 'string') return null;
	const read = readSourceAddress(followAddress);
	return read.ok ? { ...read.value, doesSignIn: followWithSignIn === true, setBy: 'administrator' } : null;
}
