import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Result, success } from '../../core/model/result.ts';
import type { FileProblem, Site } from '../../core/model/settings.ts';
import type { Publication, SignatureState, SourceFault, SourceState } from '../../core/model/source.ts';
import {
	patternOfSource,
	readSourceAddress,
	type SourceAddress,
	type SourceAddressFault,
	writeSourceAddress,
} from '../../core/playbook/source-address.ts';
import type { CommandData } from '../../messages/commands.ts';
import type { ImportPreview, ImportSummary } from '../../messages/protocol.ts';
import { siteOfAddress } from '../sites.ts';
import { plain, type SaveFailure } from './save-answers.ts';
import type { FarSide } from './store.ts';

/** An address that is looked at before it is followed. */
export interface LookedSource {
	readonly text: string;
	readonly host: string;
	readonly hasKey: boolean;
	readonly doesSignIn: boolean;
	readonly publication: Publication | null;
	readonly signature: SignatureState;
	readonly digest: string;
	readonly preview: ImportPreview;
}

/** Why nothing was followed: what was typed, what is at the address, or the background. */
export type SourceProblem =
	| { readonly kind: 'typed'; readonly fault: SourceAddressFault }
	| { readonly kind: 'host-refused' }
	| { readonly kind: 'untaken'; readonly fault: SourceFault; readonly problems: readonly FileProblem[] }
	/** Something else was published between the look and the decision. */
	| { readonly kind: 'changed' }
	| { readonly kind: 'failed'; readonly failure: SaveFailure };

export interface SourceStoreState {
	/** Null until it was read. */
	readonly source: SourceState | null;
	/** What goes on now; null for nothing. */
	readonly doing: 'looking' | 'following' | 'checking' | 'stopping' | 'publishing' | null;
	/** Waits for a decision; null for none. */
	readonly looked: LookedSource | null;
	readonly problem: SourceProblem | null;
}

/** A file to be put where others follow it. */
export interface PublishedFile {
	readonly text: string;
	readonly fileName: string;
	readonly leftOut: readonly string[];
	readonly isSigned: boolean;
}

export interface SourceActions {
	/** Reads how it is and follows changes made elsewhere; returns a function that stops following. */
	opened(): () => void;
	/**
	 * Looks at an address. `request` asks the browser for its host, in the click itself: nothing is awaited before it is called.
	 * `sites` are the hosts that were allowed before.
	 */
	addressGiven(
		text: string,
		doesSignIn: boolean,
		sites: readonly Site[],
		request: (pattern: string) => Promise<boolean>,
	): Promise<void>;
	/** Follows what was looked at; null where it could not be, and the problem says why. */
	lookTaken(): Promise<ImportSummary | null>;
	lookLeft(): Promise<void>;
	/** Asks for the host of the address that is followed already, as an administrator's is, and reads it. */
	hostAsked(request: (pattern: string) => Promise<boolean>): Promise<void>;
	checked(): Promise<void>;
	stopped(doesPutBack: boolean): Promise<Result<null, SaveFailure>>;
	published(wish: CommandData<'playbook.publish'>): Promise<Result<PublishedFile, SaveFailure>>;
	/** The text of the key's file; null where this browser makes no keys. */
	keyMade(): Promise<Result<{ readonly publicKey: string; readonly backup: string } | null, SaveFailure>>;
	keyTaken(text: string): Promise<Result<string, SaveFailure>>;
	keyForgotten(): Promise<Result<null, SaveFailure>>;
}

export type SourceStore = StoreApi<SourceStoreState & SourceActions>;

/** Where the playbook comes from, for the workspace. Nothing is read before `opened`. */
export function createSourceStore({ ask, onChange }: Pick<FarSide, 'ask' | 'onChange'>): SourceStore {
	let asked = 0;

	return createStore<SourceStoreState & SourceActions>()((set, get) => {
		async function read(): Promise<void> {
			asked += 1;
			const serial = asked;
			const answer = await ask('source.read', null);
			if (answer.ok && serial === asked) set({ source: answer.value });
		}

		/** Asks the browser for a host; one that cannot be asked refuses. */
		const asksFor = (request: (pattern: string) => Promise<boolean>, { pattern }: Pick<SourceAddress, 'pattern'>) =>
			request(pattern).catch(() => false);

		return {
			source: null,
			doing: null,
			looked: null,
			problem: null,

			opened() {
				void read();
				return onChange(({ subject }) => {
					if (subject === 'source' || subject === 'storage') void read();
				});
			},

			async addressGiven(text, doesSignIn, sites, request) {
				const typed = readSourceAddress(text);
				if (!typed.ok) {
					set({ problem: { kind: 'typed', fault: typed.error }, looked: null });
					return;
				}
				const isHostOwn = siteOfAddress(sites, typed.value.address) === null;
				const granting = asksFor(request, typed.value);
				set({ problem: null, looked: null, doing: 'looking' });
				if (!(await granting)) {
					set({ doing: null, problem: { kind: 'host-refused' } });
					return;
				}
				const answer = plain(await ask('source.look', { address: text, doesSignIn, isHostOwn }));
				set({ doing: null });
				if (!answer.ok) set({ problem: { kind: 'failed', failure: answer.error } });
				else if (answer.value.kind === 'untaken') {
					set({ problem: answer.value });
					await ask('source.leave', { address: text });
				} else {
					const { host, key } = typed.value;
					set({ looked: { ...answer.value, text, host, hasKey: key !== null, doesSignIn } });
				}
			},

			async lookTaken() {
				const { looked } = get();
				if (looked === null) return null;
				const { text: address, doesSignIn, digest } = looked;
				set({ doing: 'following', problem: null });
				const answer = plain(await ask('source.follow', { address, doesSignIn, digest }));
				set({ doing: null, looked: null });
				await read();
				if (!answer.ok) set({ problem: { kind: 'failed', failure: answer.error } });
				else if (answer.value.kind === 'followed') return answer.value.summary;
				else set({ problem: answer.value });
				return null;
			},

			async lookLeft() {
				const { looked } = get();
				set({ looked: null, problem: null });
				if (looked) await ask('source.leave', { address: looked.text });
			},

			async hostAsked(request) {
				const followed = get().source?.followed;
				if (!followed) return;
				const granting = asksFor(request, { pattern: patternOfSource(followed.address) });
				if (await granting) await get().checked();
				else set({ problem: { kind: 'host-refused' } });
			},

			async checked() {
				set({ doing: 'checking', problem: null });
				const answer = plain(await ask('source.check', null));
				set({ doing: null });
				if (answer.ok) set({ source: answer.value });
				else set({ problem: { kind: 'failed', failure: answer.error } });
			},

			async stopped(doesPutBack) {
				set({ doing: 'stopping', problem: null });
				const answer = plain(await ask('source.stop', { doesPutBack }));
				set({ doing: null });
				await read();
				return answer;
			},

			async published(wish) {
				set({ doing: 'publishing' });
				const answer = plain(await ask('playbook.publish', wish));
				set({ doing: null });
				return answer;
			},

			async keyMade() {
				const answer = plain(await ask('signing.make', null));
				await read();
				return answer;
			},
			async keyTaken(text) {
				const answer = plain(await ask('signing.take', { text }));
				await read();
				return answer;
			},
			async keyForgotten() {
				const answer = plain(await ask('signing.forget', null));
				await read();
				return answer;
			},
		};
	});
}

/** What a publisher hands out: the address of the file with the key that it is signed with. */
export function teamAddress(text: string, signingKey: string | null): Result<string, SourceAddressFault> {
	const typed = readSourceAddress(text);
	return typed.ok ? success(writeSourceAddress({ address: typed.value.address, key: signingKey })) : typed;
}
