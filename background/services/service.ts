import type { Instant } from '../../core/model/deal.ts';
import type { CommandAnswer, CommandData, CommandName } from '../../messages/commands.ts';
import type { Sender } from '../../messages/messaging.ts';
import type { ChangeNotice } from '../../messages/protocol.ts';
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
