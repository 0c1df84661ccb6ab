import * as v from 'valibot';
import type { FileProblem } from '../../core/model/settings.ts';
import type { Publication, SignatureState, SourceFault, SourceState } from '../../core/model/source.ts';
import type { ImportPreview, ImportSummary } from '../protocol.ts';
import { file, nothing } from './parts.ts';
import { row } from './row.ts';

/** Why nothing was taken from an address; nothing was changed. */
interface Untaken {
	readonly kind: 'untaken';
	readonly fault: SourceFault;
	readonly problems: readonly FileProblem[];
}

/** What a person decides; the address as it was pasted, with its key behind it. */
const wish = {
	address: v.pipe(v.string(), v.maxLength(4000)),
	doesSignIn: v.boolean(),
	/** The page asked the browser for this host, which had not been allowed before. */
	isHostOwn: v.boolean(),
};

/** What is asked about the place where the playbook comes from. */
export const sourceCommands = {
	'source.read': row<SourceState>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** Reads an address and says what following it would do; `digest` names what was looked at. Nothing is changed. */
	'source.look': row<
		| Untaken
		| {
				readonly kind: 'found';
				readonly publication: Publication | null;
				readonly signature: SignatureState;
				readonly digest: string;
				readonly preview: ImportPreview;
		  }
	>()({
		shape: v.strictObject(wish),
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** The look at an address came to nothing: its host is given back where it was allowed for that alone. */
	'source.leave': row<null>()({
		shape: v.strictObject({ address: wish.address }),
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** Follows an address from now on. `changed`: something else is there by now than was looked at, and nothing was done. */
	'source.follow': row<
		Untaken | { readonly kind: 'changed' } | { readonly kind: 'followed'; readonly summary: ImportSummary }
	>()({
		shape: v.strictObject({
			address: wish.address,
			doesSignIn: wish.doesSignIn,
			digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
		}),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** Reads the followed address now; the answer is how it is doing then. */
	'source.check': row<SourceState>()({
		shape: nothing,
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/**
	 * Ends following what a person chose; an administrator's choice stays, and is refused as `not-allowed`. `doesPutBack`: what
	 * the first read replaced is put back; else the playbook stays as it is.
	 */
	'source.stop': row<null>()({
		shape: v.strictObject({ doesPutBack: v.boolean() }),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** Makes a key to sign with; null where this browser cannot. `backup` is the text of the only file to bring it back from. */
	'signing.make': row<{ readonly publicKey: string; readonly backup: string } | null>()({
		shape: nothing,
		from: ['own'],
		keeps: 'beside',
		needs: 'nothing',
	}),
	/** Brings a key back from its file; the answer is its public half. */
	'signing.take': row<string>()({
		shape: v.strictObject({ text: file }),
		from: ['own'],
		keeps: 'beside',
		needs: 'nothing',
	}),
	'signing.forget': row<null>()({
		shape: nothing,
		from: ['own'],
		keeps: 'beside',
		needs: 'nothing',
	}),
};
