import { fromBase64Url, toBase64Url } from '../core/model/base64url.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import type { FileProblem } from '../core/model/settings.ts';
import { problemAt } from '../core/playbook/check.ts';
import { readJsonFile } from '../core/playbook/json-file.ts';
import { dropSigningKey, keepSigningKey, signingKey } from '../storage/signing-key.ts';

/** Signatures by Ed25519 (RFC 8032), which the browser itself works out. */
const algorithm = 'Ed25519';

const keyFormat = 'dealside-signing-key';

const encoder = new TextEncoder();

/** How a signature is to a key. `unknown`: this browser cannot tell (Chromium before 137). */
export type Verdict = 'right' | 'wrong' | 'unknown';

/** Holds a signature against a public key (32 bytes as base64url). */
export async function verdictOf(
	key: string,
	signed: { readonly text: string; readonly signature: string },
): Promise<Verdict> {
	let publicKey: CryptoKey;
	try {
		publicKey = await crypto.subtle.importKey('raw', fromBase64Url(key), algorithm, false, ['verify']);
	} catch (thrown) {
		return thrown instanceof DOMException && thrown.name === 'NotSupportedError' ? 'unknown' : 'wrong';
	}
	const isRight = await crypto.subtle.verify(
		algorithm,
		publicKey,
		fromBase64Url(signed.signature),
		encoder.encode(signed.text),
	);
	return isRight ? 'right' : 'wrong';
}

/** Signs a text with the key of this browser; null where none is kept. 64 bytes as base64url. */
export async function signatureOf(text: string): Promise<string | null> {
	const own = await signingKey();
	if (!own) return null;
	return toBase64Url(new Uint8Array(await crypto.subtle.sign(algorithm, own.key, encoder.encode(text))));
}

/** Public half of the key that this browser signs with; null where none is kept. */
export async function ownPublicKey(): Promise<string | null> {
	return (await signingKey())?.publicKey ?? null;
}

/** A key that was made: its public half, and the text of the one file that it can be brought back from. */
export interface MadeKey {
	readonly publicKey: string;
	readonly backup: string;
}

/** Makes a key and keeps it in place of any before; null where this browser makes none. */
export async function makeSigningKey(): Promise<MadeKey | null> {
	let pair: CryptoKeyPair;
	try {
		pair = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
	} catch {
		return null;
	}
	const secret = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)));
	const publicKey = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
	await keep(secret, publicKey);
	const file = { format: keyFormat, version: 1, public: publicKey, secret };
	return { publicKey, backup: `${JSON.stringify(file, null, '\t')}\n` };
}

/** What is kept signs and cannot be read out again, not even by us. */
async function keep(secret: string, publicKey: string): Promise<void> {
	await keepSigningKey(
		await crypto.subtle.importKey('pkcs8', fromBase64Url(secret), algorithm, false, ['sign']),
		publicKey,
	);
}

/** Brings a key back from its file. Refused for a file that is none, or whose two halves do not belong together. */
export async function takeSigningKey(text: string): Promise<Result<string, readonly FileProblem[]>> {
	const file = readJsonFile(text, { format: keyFormat, version: 1, otherwise: 'not-a-key' });
	if (!file.ok) return file;
	const { public: publicKey, secret } = file.value;
	const refusal = failure([problemAt([], 'not-a-key', undefined)]);
	if (typeof publicKey !== 'string' || typeof secret !== 'string') return refusal;
	const tried = 'dealside';
	let key: CryptoKey;
	try {
		key = await crypto.subtle.importKey('pkcs8', fromBase64Url(secret), algorithm, false, ['sign']);
		const signature = toBase64Url(new Uint8Array(await crypto.subtle.sign(algorithm, key, encoder.encode(tried))));
		if ((await verdictOf(publicKey, { text: tried, signature })) !== 'right') return refusal;
	} catch {
		return refusal;
	}
	await keepSigningKey(key, publicKey);
	return success(publicKey);
}

/** Forgets the key of this browser. Whoever has its file can bring it back. */
export const forgetSigningKey = dropSigningKey;
