import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { AccessAccount } from '../core/model/access.ts';
import { type AccessSecret, accountShape, costFieldShape, secretShape } from '../core/model/access-shapes.ts';
import type { ApiAnswer } from '../core/model/api.ts';
import type { CrmId } from '../core/model/deal.ts';
import { absent, type Stored, stored, unreadable } from '../core/model/stored.ts';
import { mapStored, readRow, valueOr } from './readable.ts';
import { seal, unseal } from './sealing.ts';

export const accountPrefix = 'access:';
export const waitPrefix = 'wait:';
export const costFieldsKey = 'costFields';

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

async function entries(area: 'session' | 'local'): Promise<[key: string, kept: unknown][]> {
	const all: Readonly<Record<string, unknown>> = await browser.storage[area].get(null);
	return Object.entries(all).filter(([key]) => key.startsWith(accountPrefix));
}

/** A row of an access that is kept on this device, without what is secret in it. */
export function readAccountRow(row: unknown): Stored<AccessAccount> {
	return mapStored(readRow(onDevice, row), ({ account }) => account);
}

/** Every access that is set up and can be read, by CRM and place. */
export async function listAccounts(): Promise<AccessAccount[]> {
	const [session, local] = await Promise.all([entries('session'), entries('local')]);
	const read = [
		...session.map(([, row]) => mapStored(readRow(inSession, row), ({ account }) => account)),
		...local.map(([, row]) => readAccountRow(row)),
	];
	const found = read.flatMap((account) => (account.kind === 'value' ? account.value : []));
	const name = ({ crm, place }: AccessAccount) => keyOf(crm, place);
	return found.sort((left, right) => (name(left) < name(right) ? -1 : 1));
}

/** Where an access is kept that cannot be used, because the whole of it or what is secret in it cannot be read. */
export async function listUnreadable(): Promise<Pick<AccessAccount, 'crm' | 'place'>[]> {
	const kept = [...(await entries('session')), ...(await entries('local'))];
	const places = [...new Set(kept.map(([key]) => key.slice(accountPrefix.length)))].sort().map((key) => {
		const at = key.indexOf(':');
		return { crm: key.slice(0, at), place: key.slice(at + 1) };
	});
	const read = await Promise.all(places.map(({ crm, place }) => readAccess(crm, place)));
	return places.filter((_, index) => read[index]?.kind === 'unreadable');
}

/** An access with what is secret in it. */
export interface KeptAccess {
	readonly account: AccessAccount;
	readonly secret: AccessSecret;
}

/** Unreadable also where what is secret was sealed on another device. */
export async function readAccess(crm: CrmId, place: string): Promise<Stored<KeptAccess>> {
	const key = keyOf(crm, place);
	const forNow = readRow(inSession, (await browser.storage.session.get(key))[key]);
	if (forNow.kind !== 'absent') return forNow;
	return onThisDevice(key);
}

async function onThisDevice(key: string): Promise<Stored<KeptAccess>> {
	const row: unknown = (await browser.storage.local.get(key))[key];
	const kept = readRow(onDevice, row);
	if (kept.kind !== 'value') return kept;
	const text = await unseal(key, kept.value.sealed);
	const secret = text === null ? absent : readRow(secretShape, JSON.parse(text));
	return secret.kind === 'value' ? stored({ account: kept.value.account, secret: secret.value }) : unreadable(row);
}

/** Puts an access in place of an earlier one, in memory or encrypted on this device as it says. */
export async function saveAccess(account: AccessAccount, secret: AccessSecret): Promise<void> {
	const key = keyOf(account.crm, account.place);
	const row: unknown = (await browser.storage.local.get(key))[key];
	// Whoever sets an access up anew takes the place of one that cannot be read; it is kept beside all the same.
	if ((await onThisDevice(key)).kind === 'unreadable')
		await browser.storage.local.set({ [`aside:${key}:${crypto.randomUUID()}`]: row });
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
	const wait = readRow(waitShape, (await browser.storage.session.get(key))[key]);
	if (wait.kind !== 'value' || wait.value.untilMs <= nowMs) return null;
	const { untilMs, answer } = wait.value;
	const seconds = String(Math.ceil((untilMs - nowMs) / 1000));
	return { ...answer, headers: { ...answer.headers, 'retry-after': seconds } };
}

/** Until `untilMs` this account is answered with `answer`. Outlives the background, which the browser ends when idle. */
export async function saveWait(crm: CrmId, place: string, untilMs: number, answer: ApiAnswer): Promise<void> {
	await browser.storage.session.set({ [waitPrefix + keyOf(crm, place)]: { untilMs, answer } });
}

const costFieldsShape = v.record(v.string(), costFieldShape);

/** CRM → where it keeps the unit cost, for those where the user said so, as it is kept. */
export function readCostFieldsRow(row: unknown): Stored<Readonly<Record<CrmId, string>>> {
	return readRow(costFieldsShape, row);
}

export async function readCostFields(): Promise<Stored<Readonly<Record<CrmId, string>>>> {
	return readCostFieldsRow((await browser.storage.local.get(costFieldsKey))[costFieldsKey]);
}

/** Null for what is usual in this CRM. Throws where what is kept cannot be read. */
export async function saveCostField(crm: CrmId, field: string | null): Promise<void> {
	const { [crm]: _, ...others } = valueOr(await readCostFields(), {} as Record<CrmId, string>, 'cost-fields');
	await browser.storage.local.set({ [costFieldsKey]: field === null ? others : { ...others, [crm]: field } });
}
