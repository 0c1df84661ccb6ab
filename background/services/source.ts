import { success } from '../../core/model/result.ts';
import type { SourceState } from '../../core/model/source.ts';
import { patternOfSource, readSourceAddress } from '../../core/playbook/source-address.ts';
import type { CommandData } from '../../messages/commands.ts';
import type { Refusal } from '../../messages/protocol.ts';
import { keptSource } from '../../storage/source.ts';
import type { Follower, SourceWish } from '../follow.ts';
import type { SourceRefusal } from '../judge-source.ts';
import { forgetSigningKey, makeSigningKey, ownPublicKey, takeSigningKey } from '../signing.ts';
import { giveBackSourceHost, takeSourceHost } from '../source-host.ts';
import { orRefused, type Service, type Surroundings } from './service.ts';

type Names =
	| 'source.read'
	| 'source.look'
	| 'source.leave'
	| 'source.follow'
	| 'source.check'
	| 'source.stop'
	| 'signing.make'
	| 'signing.take'
	| 'signing.forget';

const notAllowed: Refusal = { ok: false, error: 'not-allowed' };

const untaken = ({ fault, problems }: SourceRefusal) => success({ kind: 'untaken' as const, fault, problems });

/** What the workspace asks about the place where the playbook comes from. */
export function sourceService({ db, changed }: Surroundings, follower: Follower): Service<Names> {
	async function state(): Promise<SourceState> {
		return { followed: (await keptSource(db))?.followed ?? null, signingKey: await ownPublicKey() };
	}

	/** Null for an address that the workspace would not have sent. */
	function wishOf({
		address,
		doesSignIn,
	}: Pick<CommandData<'source.look'>, 'address' | 'doesSignIn'>): SourceWish | null {
		const read = readSourceAddress(address);
		return read.ok ? { ...read.value, doesSignIn, setBy: 'user' } : null;
	}

	/** An administrator's choice is not a person's to change. */
	const isSet = async () => (await keptSource(db))?.followed.setBy === 'administrator';

	return {
		'source.read': async () => success(await state()),
		async 'source.look'(data) {
			const wish = wishOf(data);
			if (!wish) return { ok: false, error: 'bad-message' };
			if (data.isHostOwn) await takeSourceHost(wish.pattern);
			const looked = await follower.look(wish);
			return looked.ok ? success({ kind: 'found', ...looked.value }) : untaken(looked.error);
		},
		async 'source.leave'({ address }) {
			const wish = wishOf({ address, doesSignIn: false });
			const source = await keptSource(db);
			// The address that is followed may be on the same host.
			const isNeeded = source !== null && new URL(source.followed.address).host === wish?.host;
			if (wish && !isNeeded) await giveBackSourceHost(wish.pattern);
			return success(null);
		},
		async 'source.follow'({ digest, ...data }) {
			const wish = wishOf(data);
			if (!wish) return { ok: false, error: 'bad-message' };
			if (await isSet()) return notAllowed;
			const followed = await follower.follow(wish, digest);
			if (!followed.ok) return untaken(followed.error);
			return success(followed.value === null ? { kind: 'changed' } : { kind: 'followed', summary: followed.value });
		},
		async 'source.check'() {
			await follower.check();
			return success(await state());
		},
		async 'source.stop'({ doesPutBack }) {
			if (await isSet()) return notAllowed;
			const source = await follower.stop(doesPutBack);
			if (source) await giveBackSourceHost(patternOfSource(source.followed.address));
			return success(null);
		},
		async 'signing.make'() {
			const made = await makeSigningKey();
			await changed('source');
			return success(made);
		},
		async 'signing.take'({ text }) {
			const taken = await takeSigningKey(text);
			await changed('source');
			return orRefused(taken);
		},
		async 'signing.forget'() {
			await forgetSigningKey();
			await changed('source');
			return success(null);
		},
	};
}
