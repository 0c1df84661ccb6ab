import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { AccessAccount } from '../core/model/access.ts';
import { type AccessSecret, accountShape, costFieldShape, secretShape } from '../core/model/access-shapes.ts';
import type { ApiAnswer } from '../core/model/api.ts';
import type { CrmId } from '../core/model/deal.ts';
import { readable, readableEntries } from './readable.ts';
import { seal, unseal } from './sealing.ts';

const accountPrefix = 'access:';
const waitPrefix = 'wait:';
const costFieldsKey = 'costFields';

const keyOf = (crm: CrmId, place: string) => `${accountPrefix}${crm}:${place}`;

/** Until the browser closes: as it is. Content scripts cannot read this area. */
const inSession = v.strictObject({ account: accountShape, secret: secretShape });
/** Kept on this device: what is secret is encrypted. */
const onDevice = v.strictObject({
	account: accountShape,
	sealed: v.strictObject({ iv: v.string(), cipher: v.string() }),
});

const waitShape = v.strictObject({
	untilMs: v.number(),
	answer: v.strictObject({ status: v.number(), headers: v.record(v.string(), v.string()), text: v.string() }),
});

/** Keeps content scripts, and with them a page that takes one over, away from both areas. Firefox does so by itself. */
export async function closeAreas(): Promise<void> {
	const { session, local } = browser.storage;
	await Promise.all([session, local].map((area) => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })));
}

async function entries(area: 'session' | 'local'): Promise<[key: string, stored: unknown][]> {
	const all: Readonly<Record<string, unknown>> = await browser.storage[area].get(null);
	return Object.entries(all).filter(([key]) => key.startsWith(accountPrefix));
}

/** Every access that is set up, by CRM and place. */
export async function listAccounts(): Promise<AccessAccount[]> {
	const [session, local] = await Promise.all([entries('session'), entries('local')]);
	const found = [
		...session.flatMap(([, stored]) => readable(inSession, stored)?.account ?? []),
		...local.flatMap(([, stored]) => readable(onDevice, stored)?.account ?? []),
	];
	const name = ({ crm, place }: AccessAccount) => keyOf(crm, place);
	return found.sort((left, right) => (name(left) < name(right) ? -1 : 1));
}

/** An access with what is secret in it; null when there is none that can be read on this device. */
export async function readAccess(
	crm: CrmId,
	place: string,
): Promise<{ readonly account: AccessAccount; readonly secret: AccessSecret } | null> {
	const key = keyOf(crm, place);
	const forNow = readable(inSession, (await browser.storage.session.get(key))[key]);
	if (forNow) return forNow;
	const kept = readable(onDevice, (await browser.storage.local.get(key))[key]);
	if (!kept) return null;
	const text = await unseal(key, kept.sealed);
	const secret = text === null ? null : readable(secretShape, JSON.parse(text));
	return secret && { account: kept.account, secret };
}

/** Puts an access in place of an earlier one, in memory or encrypted on this device as it says. */
export async function saveAccess(account: AccessAccount, secret: AccessSecret): Promise<void> {
	const key = keyOf(account.crm, account.place);
	if (account.isKept) {
		const sealed = await seal(key, JSON.stringify(secret));
		await browser.storage.local.set({ [key]: { account, sealed } });
		await browser.storage.session.remove(key);
	} else {
		await browser.storage.session.set({ [key]: { account, secret } });
		await browser.storage.local.remove(key);
	}
}

export async function removeAccess(crm: CrmId, place: string): Promise<void> {
	const key = keyOf(crm, place);
	await Promise.all([browser.storage.session.remove([key, waitPrefix + key]), browser.storage.local.remove(key)]);
}

/** The answer that asked to wait, while the wait goes on; null when this account may be called. */
export async function readWait(crm: CrmId, place: string, nowMs: number): Promise<ApiAnswer | null> {
	const key = waitPrefix + keyOf(crm, place);
	const wait = readable(waitShape, (await browser.storage.session.get(key))[key]);
	if (!wait || wait.untilMs <= nowMs) return null;
	const seconds = String(Math.ceil((wait.untilMs - nowMs) / 1000));
	return { ...wait.answer, headers: { ...wait.answer.headers, 'retry-after': seconds } };
}

/** Until `untilMs` this account is answered with `answer`. Outlives the background, which the browser ends when idle. */
export async function saveWait(crm: CrmId, place: string, untilMs: number, answer: ApiAnswer): Promise<void> {
	await browser.storage.session.set({ [waitPrefix + keyOf(crm, place)]: { untilMs, answer } });
}

/** CRM → where it keeps the unit cost, for those where the user said so. */
export async function readCostFields(): Promise<Readonly<Record<CrmId, string>>> {
	return readableEntries(costFieldShape, (await browser.storage.local.get(costFieldsKey))[costFieldsKey]);
}

/** Null for what is usual in this CRM. */
export async function saveCostField(crm: CrmId, field: string | null): Promise<void> {
	const { [crm]: _, ...others } = await readCostFields();
	await browser.storage.local.set({ [costFieldsKey]: field === null ? others : { ...others, [crm]: field } });
}
