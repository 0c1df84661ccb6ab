import { apiHostOf, patternsOf, readPlace } from '../../core/access/hosts.ts';
import type { AccessProof, AccessSetUp, AccessWay } from '../../core/model/access.ts';
import type { OwnCostPlace } from '../../core/model/crm-profile.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import { accessOf } from '../../crm/profiles.ts';
import type { AccessCrm } from '../crms.ts';

/** What a person fills in. */
export interface AccessForm {
	readonly way: AccessWay;
	readonly address: string;
	readonly server: string;
	readonly token: string;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly code: string;
	readonly isKept: boolean;
}

/** A form nobody has touched. */
export function emptyAccessForm({ ways }: AccessCrm): AccessForm {
	const way = ways[0] ?? 'token';
	return { way, address: '', server: '', token: '', clientId: '', clientSecret: '', code: '', isKept: false };
}

/** What is wrong with a field. `spaces`: more than one word, mostly something pasted along. */
export type AccessFormFault = 'missing' | 'spaces' | 'no-address';

/** The fields that can be wrong. */
export type AccessField = 'address' | 'server' | 'token' | 'clientId' | 'clientSecret' | 'code';

/** What is wrong, by field. */
export type AccessFormFaults = Partial<Record<AccessField, AccessFormFault>>;

/** What the browser is asked for in the click. */
export interface AccessQuestion {
	readonly permissions: readonly ('identity' | 'cookies')[];
	/** Match patterns. */
	readonly origins: readonly string[];
}

const fieldsOf: Readonly<Record<AccessWay, readonly ('token' | 'clientId' | 'clientSecret' | 'code')[]>> = {
	token: ['token'],
	oauth: ['clientId'],
	session: [],
	'self-client': ['clientId', 'clientSecret', 'code'],
};

/** The secret fields of a way, in the order they are filled in. */
export function selectSecretFields(way: AccessWay): readonly ('token' | 'clientId' | 'clientSecret' | 'code')[] {
	return fieldsOf[way];
}

const permissionsOf: Readonly<Record<AccessWay, readonly ('identity' | 'cookies')[]>> = {
	token: [],
	oauth: ['identity'],
	session: ['cookies'],
	'self-client': [],
};

function wordFault(text: string): AccessFormFault | null {
	if (text === '') return 'missing';
	return /^[\x21-\x7e]{1,4000}$/.test(text) ? null : 'spaces';
}

/** A host as it is typed for a server: with the port where there is one; null when it is none. */
function serverOf(typed: string): string | null {
	const text = typed.trim();
	const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
	return url?.protocol === 'https:' && url.hostname.includes('.') && url.username === '' ? url.host : null;
}

/** The place and API host that a form names. */
function placeOf(
	{ crm, asksAddress, asksServer }: AccessCrm,
	form: AccessForm,
): Result<{ readonly place: string; readonly apiHost: string }, AccessFormFaults> {
	const isAddressMissing = asksAddress && form.address.trim() === '';
	const access = accessOf(crm);
	const place = readPlace(access, access?.commonPage ?? form.address);
	const server = asksServer && form.server.trim() !== '' ? serverOf(form.server) : null;
	const isServerWrong = asksServer && form.server.trim() !== '' && server === null;
	const apiHost = place === null ? null : apiHostOf(access, place, server);
	if (isServerWrong) return failure({ server: 'no-address' });
	if (place === null || apiHost === null) return failure({ address: isAddressMissing ? 'missing' : 'no-address' });
	return success({ place, apiHost });
}

function proofOf(
	way: AccessWay,
	words: Readonly<Record<'token' | 'clientId' | 'clientSecret' | 'code', string>>,
): AccessProof {
	const { token, clientId, clientSecret, code } = words;
	if (way === 'token') return { way, token };
	if (way === 'oauth') return { way, clientId };
	return way === 'session' ? { way } : { way, clientId, clientSecret, code };
}

/** What a form asks for, and what the browser has to be asked first; all faults at once. */
export function readAccessForm(
	crm: AccessCrm,
	form: AccessForm,
): Result<{ readonly setUp: AccessSetUp; readonly question: AccessQuestion }, AccessFormFaults> {
	const { way, isKept } = form;
	const words = {
		token: form.token.trim(),
		clientId: form.clientId.trim(),
		clientSecret: form.clientSecret.trim(),
		code: form.code.trim(),
	};
	const faults: AccessFormFaults = {};
	for (const field of fieldsOf[way]) {
		const fault = wordFault(words[field]);
		if (fault) faults[field] = fault;
	}
	const named = placeOf(crm, form);
	if (!named.ok) Object.assign(faults, named.error);
	if (!named.ok || Object.keys(faults).length > 0) return failure(faults);
	const { place, apiHost } = named.value;
	return success({
		setUp: { crm: crm.crm, place, apiHost, isKept, proof: proofOf(way, words) },
		question: { permissions: permissionsOf[way], origins: patternsOf(accessOf(crm.crm), place, apiHost) },
	});
}

/** Where a cost is kept, as the list of choices has it. */
export type CostPlace = 'usual' | OwnCostPlace | 'list';

/** The choice and the field's name that a stored value means. */
export function selectCostPlace(stored: string | undefined): { readonly place: CostPlace; readonly name: string } {
	if (stored === undefined) return { place: 'usual', name: '' };
	if (stored === ':cost-book') return { place: 'cost-book', name: '' };
	if (stored === ':list') return { place: 'list', name: '' };
	const isProduct = stored.startsWith('product.');
	return { place: isProduct ? 'product-field' : 'line-field', name: isProduct ? stored.slice(8) : stored };
}

/** What is stored for a choice; `missing` while a field has no name, `spaces` for one that no field can have. */
export function costFieldOf(place: CostPlace, name: string): Result<string | null, 'missing' | 'spaces'> {
	if (place === 'usual') return success(null);
	if (place === 'cost-book' || place === 'list') return success(`:${place}`);
	const field = name.trim();
	if (field === '') return failure('missing');
	if (!/^\w{1,100}$/.test(field)) return failure('spaces');
	return success(place === 'product-field' ? `product.${field}` : field);
}
