import type { Instant } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FileProblem } from '../../core/model/settings.ts';
import type { CommandAnswer, CommandData, CommandName } from '../../messages/commands.ts';
import type { Sender } from '../../messages/messaging.ts';
import type { Answer, ChangeNotice, Refusal } from '../../messages/protocol.ts';
import type { Database } from '../../storage/database.ts';

/** What services work with. Clock, ids and the sample come in so that tests can set them. */
export interface Surroundings {
	readonly db: Database;
	/** Text of the demo CRM’s playbook file. */
	readonly sampleFile: string;
	now(): Instant;
	newId(): string;
	/** Tells open pages after a change; the revision is filled in. */
	changed(subject: ChangeNotice['subject'], deal?: ChangeNotice['deal']): Promise<void>;
}

/** Answers some of the commands, each under its own name. */
export type Service<N extends CommandName> = {
	readonly [K in N]: (data: CommandData<K>, sender: Sender) => Promise<Awaited<CommandAnswer<K>>>;
};

/** Refuses what was sent for what is wrong with it; nothing was changed. */
export function refused(problems: readonly FileProblem[]): Refusal {
	return { ok: false, error: 'bad-message', problems };
}

/** What a text or a file gave, or the refusal of it. */
export function orRefused<T>(read: Result<T, readonly FileProblem[]>): Answer<T> {
	return read.ok ? read : refused(read.error);
}
