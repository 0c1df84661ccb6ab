import { createSign, generateKeyPairSync } from 'node:crypto';

/** A key and a certificate that nobody vouches for, for a server of this machine that lives a few seconds. */
export interface SelfSigned {
	/** Both PEM. */
	readonly key: string;
	readonly cert: string;
}

/** One DER value: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const size = content.length;
	if (size < 128) return Buffer.concat([Buffer.from([tag, size]), content]);
	const bytes = size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
	return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const integer = (value: number) => der(0x02, Buffer.from([value]));
const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content);

/** 1.2.840.10045.4.3.2, ECDSA with SHA-256. */
const signedBy = sequence(der(0x06, Buffer.from([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02])));

/** 2.5.4.3, the common name. */
const commonName = der(0x06, Buffer.from([0x55, 0x04, 0x03]));

/** A moment as "261124094200Z". */
function moment(ms: number): Buffer {
	const digits = new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14);
	return der(0x17, Buffer.from(`${digits}Z`));
}

const dayMs = 86_400_000;

/** Makes a certificate (X.509 version 1, RFC 5280) for yesterday to tomorrow. Browsers must be told not to mind it. */
export function selfSigned(): SelfSigned {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from('saved page')))));
	const nowMs = Date.now();
	const body = sequence(
		integer(1),
		signedBy,
		name,
		sequence(moment(nowMs - dayMs), moment(nowMs + dayMs)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
	);
	const signature = createSign('sha256').update(body).sign(privateKey);
	const lines = sequence(body, signedBy, bits(signature))
		.toString('base64')
		.replace(/(.{64})/g, '$1\n');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
	};
}
