import type { CrmUser } from '../../core/model/deal.ts';

/** A user by what the CRM calls them; unknown for anything but a text or a number with something in it. */
export function userCalled(id: unknown): CrmUser {
	if (typeof id !== 'string' && typeof id !== 'number') return 'unknown';
	const written = String(id).trim();
	return written === '' ? 'unknown' : { id: written };
}

/** A user by the address of their own page, which a part of this page's frame links to. */
export function userLinked(document: Document, links: string, named: RegExp): CrmUser {
	const ids = [...document.querySelectorAll(links)].map((link) => named.exec(link.getAttribute('href') ?? '')?.[1]);
	const known = new Set(ids.filter((id) => id !== undefined));
	// Links to several people tell nothing of who is signed in.
	return known.size === 1 ? userCalled([...known][0]) : 'unknown';
}

/** Who a read says is signed in; unknown when it fails. */
export async function userAsked(ask: () => Promise<unknown>): Promise<CrmUser> {
	try {
		return userCalled(await ask());
	} catch {
		return 'unknown';
	}
}
