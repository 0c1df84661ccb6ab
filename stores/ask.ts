import { failure } from '../core/model/result.ts';
import type { CommandAnswer, CommandData, CommandName } from '../messages/commands.ts';
import type { Fault, Refusal, RefusalCode } from '../messages/protocol.ts';

/** Puts one command to the background. Given to every store, so that tests give their own far side. */
export type Ask = <N extends CommandName>(name: N, data: CommandData<N>) => Promise<CommandAnswer<N>>;

/**
 * The same, never rejecting: a background that is gone (an update of the extension, a crash) is an expected failure
 * for the one who asks, as if nothing could be stored.
 */
export function askSafely(ask: Ask): Ask {
	return async (name, data) => {
		try {
			return await ask(name, data);
		} catch {
			return failure('storage-failed') as CommandAnswer<typeof name>;
		}
	};
}

/** Why a command was refused, as closely as it is known. */
export function codeOf<E = never>({ error, cause }: Refusal | Fault<E>): RefusalCode | E {
	return cause ?? error;
}

/** True where what is kept cannot be used at all, not for a moment alone. */
export function isLost(code: RefusalCode): boolean {
	return code === 'row-unreadable' || code === 'database-gone' || code === 'database-newer';
}
