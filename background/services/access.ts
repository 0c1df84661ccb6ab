import { apiHostOf, isVendorPattern, patternsOf } from '../../core/access/hosts.ts';
import { tryAccess } from '../../core/access/probe.ts';
import type { AccessAccount, AccessFault, AccessSetUp } from '../../core/model/access.ts';
import type { AccessSecret } from '../../core/model/access-shapes.ts';
import type { ApiAnswer, NoAccess } from '../../core/model/api.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import { accesses, accessOf } from '../../crm/profiles.ts';
import {
	listAccounts,
	listUnreadable,
	readCostFields,
	removeAccess,
	saveAccess,
	saveCostField,
} from '../../storage/access.ts';
import { createCrmApi, placeOfSender } from '../crm-api.ts';
import { asGranted, giveBackOrigins, hasOrigins } from '../grants.ts';
import { exchangeShown, redirectAddress, signIn } from '../oauth.ts';
import type { Service, Surroundings } from './service.ts';

type Names =
	| 'api.call'
	| 'cost.field'
	| 'access.read'
	| 'access.setUp'
	| 'access.try'
	| 'access.remove'
	| 'access.costField';

/** Access to CRMs' APIs: what is secret goes in here and into the calls alone, and no one else gets it. */
export function accessService({ now, changed }: Surroundings): Service<Names> {
	const api = createCrmApi(now);

	async function secretFor({ crm, place, apiHost, proof }: AccessSetUp): Promise<Result<AccessSecret, AccessFault>> {
		switch (proof.way) {
			case 'token':
				return success({ token: proof.token, endsAt: null, renewal: null });
			case 'session':
				return success({ token: null, endsAt: null, renewal: null });
			case 'oauth':
				return signIn({ crm, place, apiHost }, proof.clientId, now);
			case 'self-client':
				return exchangeShown({ crm, place, apiHost }, proof, now);
		}
	}

	return {
		async 'api.call'({ crm, request }, { url }) {
			const place = placeOfSender(crm, url);
			const answer = place === null ? 'not-allowed' : await api.call(crm, place, request);
			return answer === 'not-allowed' ? failure('not-allowed') : success(answer);
		},
		'cost.field': async ({ crm }) => {
			const fields = await readCostFields();
			// The usual place would be a guess: the firm said another one.
			if (fields.kind === 'unreadable') return success(':unreadable');
			return success(fields.kind === 'value' ? (fields.value[crm] ?? null) : null);
		},
		'access.read': async () => {
			const fields = await readCostFields();
			return success({
				accounts: await listAccounts(),
				unreadable: await listUnreadable(),
				redirectAddress: redirectAddress(),
				costFields: fields.kind === 'unreadable' ? null : fields.kind === 'value' ? fields.value : {},
			});
		},
		async 'access.setUp'({ setUp }) {
			const { crm, place, apiHost, isKept, proof } = setUp;
			if (!accessOf(crm)?.ways.includes(proof.way)) return failure('way-unknown');
			if (apiHostOf(accessOf(crm), place, apiHost) !== apiHost) return failure('host-unknown');
			const origins = patternsOf(accessOf(crm), place, apiHost);
			if (!(await hasOrigins(origins))) return failure('host-refused');
			const secret = await secretFor(setUp);
			if (!secret.ok) return secret;
			const account: AccessAccount = { crm, place, apiHost, way: proof.way, isKept, since: now() };
			await saveAccess(account, secret.value);
			await changed('access');
			return success(null);
		},
		async 'access.try'({ crm, place }) {
			const read = async (url: string): Promise<ApiAnswer | NoAccess | null> => {
				const answer = await api.call(crm, place, { method: 'GET', url, via: 'token' });
				return answer === 'not-allowed' ? 'token-missing' : answer;
			};
			return success(await tryAccess(accessOf(crm), read));
		},
		async 'access.remove'({ crm, place }) {
			const accounts = await listAccounts();
			const isGone = (account: AccessAccount) => account.crm === crm && account.place === place;
			const gone = accounts.find(isGone);
			await removeAccess(crm, place);
			if (gone)
				await giveBack(
					gone,
					accounts.filter((account) => !isGone(account)),
				);
			await changed('access');
			return success(null);
		},
		async 'access.costField'({ crm, field }) {
			await saveCostField(crm, field);
			await changed('access');
			return success(null);
		},
	};
}

/** Gives hosts back that nothing else needs: not those another access calls, nor the CRM's own pages. */
async function giveBack(gone: AccessAccount, others: readonly AccessAccount[]): Promise<void> {
	const patterns = ({ crm, place, apiHost }: AccessAccount) => patternsOf(accessOf(crm), place, apiHost).map(asGranted);
	const needed = others.flatMap(patterns);
	const isApart = asGranted(`https://${gone.place}/*`) !== asGranted(`https://${gone.apiHost}/*`);
	const origins = patterns(gone).filter(
		(pattern) => !needed.includes(pattern) && (isVendorPattern(accesses, pattern) || isApart),
	);
	if (origins.length === 0) return;
	// The browser refuses to take back what a policy of the firm gave.
	await giveBackOrigins(origins).catch(() => undefined);
}
