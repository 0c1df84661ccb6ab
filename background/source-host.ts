import { patternsOf } from '../core/access/hosts.ts';
import { accessOf } from '../crm/profiles.ts';
import { listAccounts } from '../storage/access.ts';
import { addSourceHost, dropSourceHost } from '../storage/source-hosts.ts';
import { asGranted, giveBackOrigins } from './grants.ts';
import { syncSites } from './sites.ts';

/** A host was allowed so that a playbook can be read there: no CRM is looked for on it. */
export async function takeSourceHost(pattern: string): Promise<void> {
	await addSourceHost(asGranted(pattern));
	await syncSites();
}

/** Gives a host back where it was allowed for a playbook alone and nothing else needs it. */
export async function giveBackSourceHost(pattern: string): Promise<void> {
	const origin = asGranted(pattern);
	const accounts = await listAccounts();
	const needed = accounts.flatMap(({ crm, place, apiHost }) =>
		patternsOf(accessOf(crm), place, apiHost).map(asGranted),
	);
	if (!(await dropSourceHost(origin)) || needed.includes(origin)) return;
	// The browser refuses to take back what a policy of the firm gave.
	await giveBackOrigins([pattern]).catch(() => undefined);
	await syncSites();
}
