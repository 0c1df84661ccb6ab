import type { CrmId } from '../core/model/deal.ts';
import { listAccounts, listUnreadable, readCostFields } from './access.ts';
import type { Database } from './database.ts';

/** The CRM of a key that begins with it, as deals and lists of stages are kept; none for a key that nobody of ours wrote. */
function crmOfKey(key: string): readonly CrmId[] {
	const [crm = ''] = key.split('|');
	try {
		return crm === '' ? [] : [decodeURIComponent(crm)];
	} catch {
		return [];
	}
}

/**
 * The CRMs that this browser knows to be in use, in no order: a deal of it was read, one of its fields was pointed out, an
 * access to it was set up, or a place of its costs was chosen. Rows themselves are not looked at, so that one that cannot be
 * read counts too.
 */
export async function crmsSeen(db: Database): Promise<readonly CrmId[]> {
	const [deals, lists, pointed, accounts, unreadable, places] = await Promise.all([
		db.deals.toCollection().primaryKeys(),
		db.stageLists.toCollection().primaryKeys(),
		db.pointed.toCollection().primaryKeys(),
		listAccounts(),
		listUnreadable(),
		readCostFields(),
	]);
	return [
		...new Set([
			...[...deals, ...lists].flatMap(crmOfKey),
			...pointed.map(([crm]) => crm),
			...[...accounts, ...unreadable].map(({ crm }) => crm),
			...Object.keys(places.kind === 'value' ? places.value : {}),
		]),
	];
}
