import type { BrowserContext } from 'playwright-core';
import { patternsOf } from '../../core/access/hosts.ts';
import type { AccessAccount } from '../../core/model/access.ts';
import type { AccessSecret } from '../../core/model/access-shapes.ts';
import type { ProductCost } from '../../core/model/playbook.ts';
import { accessOf } from '../../crm/profiles.ts';
import { accountPrefix } from '../../storage/access.ts';
import { fixtureDeal } from '../../tests/fixtures/fixture-deal.ts';
import { grantedBuild, openWorkspace } from '../builds.ts';
import { command, type OwnPage } from '../firm.ts';
import { apiToken, type Live } from './crms.ts';

/** What the extension has to be given before it can read the live CRMs. */

/** A build that may read these CRMs, as after the user allowed each of them. */
export function buildFor(name: string, lives: readonly Live[], build?: string): string {
	const granted = lives.flatMap(({ crm: { folder, api }, hosted: { origin } }) => [
		`${origin}/*`,
		...(api ? patternsOf(accessOf(folder), api.place, new URL(api.origin).host) : []),
	]);
	return grantedBuild(name, [...new Set(granted)], build);
}

/** The unit costs of the deal every fixture is made of, as a firm's list has them. */
export const costList: readonly ProductCost[] = (fixtureDeal.lines ?? []).flatMap(({ product, unitCost }) =>
	product?.code && unitCost ? [{ product: product.code, unitCost, currency: 'EUR', period: 'unsaid' }] : [],
);

/** Gives the extension what a CRM needs before its first deal: access to its API, a list of costs. */
export async function setUp(context: BrowserContext, live: Live): Promise<void> {
	if (!live.crm.api && !live.crm.needsCostList) return;
	const workspace = await openWorkspace(context);
	await setUpIn(workspace, live);
	await workspace.close();
}

/** The same by a workspace that is open. */
export async function setUpIn(workspace: OwnPage, { crm }: Live): Promise<void> {
	if (crm.api) {
		const { place, origin } = crm.api;
		const [way = 'token'] = accessOf(crm.folder)?.ways ?? [];
		const access = { crm: crm.folder, place, apiHost: new URL(origin).host, isKept: false };
		if (way === 'token') {
			const setUp = { ...access, proof: { way, token: apiToken } };
			await command(workspace, 'access.setUp', { setUp });
		} else await signedIn(workspace, { ...access, way, since: '2026-11-24T09:00:00.000Z' });
	}
	if (crm.needsCostList) {
		const { upload } = (await command(workspace, 'costs.begin', null)) as { upload: string };
		await command(workspace, 'costs.part', { upload, costs: costList });
		await command(workspace, 'costs.commit', { upload, mode: 'replace' });
	}
}

/** Leaves what a sign-in at the CRM leaves, for the vendor's own pages of signing in are not here. */
async function signedIn(workspace: OwnPage, account: AccessAccount): Promise<void> {
	const secret: AccessSecret = { token: apiToken, endsAt: null, renewal: null };
	await workspace.evaluate(
		([key, kept]) =>
			(
				globalThis as unknown as { chrome: { storage: { session: { set(rows: object): Promise<void> } } } }
			).chrome.storage.session.set({ [key]: kept }),
		[`${accountPrefix}${account.crm}:${account.place}`, { account, secret }] as const,
	);
}
