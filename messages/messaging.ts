import { defineExtensionMessaging } from '@webext-core/messaging';
import type { CommandAnswer, CommandData, CommandName } from './commands.ts';
import type { Refusal } from './protocol.ts';

type Protocol = { [N in CommandName]: (data: CommandData<N>) => CommandAnswer<N> };

const messaging = defineExtensionMessaging<Protocol>();

/** Asks the background. A background that cannot be reached is an expected failure like any other. */
export async function ask<N extends CommandName>(name: N, data: CommandData<N>): Promise<CommandAnswer<N>> {
	try {
		const send = messaging.sendMessage as (type: string, data: unknown) => Promise<CommandAnswer<N>>;
		return await send(name, data);
	} catch (thrown) {
		// The browser carries no message of more than 64 MiB, and says so in words alone.
		const isTooLarge = thrown instanceof Error && /exceed|too large|maximum allowed/i.test(thrown.message);
		const problems = [{ row: null, place: '', reason: 'too-large', found: null }];
		const refusal: Refusal = isTooLarge
			? { ok: false, error: 'bad-message', problems }
			: { ok: false, error: 'storage-failed' };
		return refusal as CommandAnswer<N>;
	}
}

/** Who sent a message, as the browser tells it. */
export interface Sender {
	readonly id?: string;
	readonly url?: string | undefined;
	readonly frameId?: number;
	/** Absent where the browser names no documents. */
	readonly documentId?: string;
	readonly tab?: { readonly id?: number };
}

/** Has `handle` answer every command of `names`; only the background calls this. */
export function answerCommands(
	names: readonly CommandName[],
	handle: (name: CommandName, data: unknown, sender: Sender) => Promise<unknown>,
): void {
	const listen = messaging.onMessage as (
		type: string,
		onReceived: (message: { data: unknown; sender: Sender }) => Promise<unknown>,
	) => void;
	for (const name of names) listen(name, ({ data, sender }) => handle(name, data, sender));
}
