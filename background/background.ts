import { browser } from 'wxt/browser';
import { failure } from '../core/model/result.ts';
import { tellChange } from '../messages/changes.ts';
import { answerCommands, type Sender } from '../messages/messaging.ts';
import type { CommandError, CommandName } from '../messages/protocol.ts';
import { commandNames, readData } from '../messages/schemas.ts';
import { contextOf, mayAsk } from '../messages/sender-rules.ts';
import { abandonAll } from '../storage/costs.ts';
import { Database } from '../storage/database.ts';
import { readPlaybook } from '../storage/playbook.ts';
import { costService } from './services/costs.ts';
import { dealService } from './services/deals.ts';
import { playbookService } from './services/playbook.ts';
import type { Surroundings } from './services/service.ts';
import { settingsService } from './services/settings.ts';
import { syncSites } from './sites.ts';

type Handler = (data: unknown, sender: Sender) => Promise<unknown>;

/** Answers commands once who asks and what is asked were both checked. */
export function createHandler(around: Surroundings, ready: Promise<unknown>) {
	const handlers = {
		...dealService(around),
		...playbookService(around),
		...costService(around),
		...settingsService(around),
	} as unknown as Record<CommandName, Handler>;

	return async function handle(name: CommandName, data: unknown, sender: Sender): Promise<unknown> {
		const refuse = (error: CommandError) => failure(error);
		const context = contextOf(sender, browser.runtime.id, globalThis.location.origin);
		if (!context || !mayAsk(context, name)) return refuse('not-allowed');
		const checked = readData(name, data);
		if (!checked) return refuse('bad-message');
		try {
			await ready;
			return await handlers[name](checked.data, sender);
		} catch {
			// A full disk, a database that is gone, or a bug of ours: the asker keeps what it has and says so.
			return refuse('storage-failed');
		}
	};
}

/** Starts the background: database, first playbook, commands, sites. `sampleFile` is the text of the first playbook. */
export function startBackground(sampleFile: string): void {
	const db = new Database();
	const around: Surroundings = {
		db,
		sampleFile,
		now: () => new Date().toISOString(),
		newId: () => crypto.randomUUID(),
		async changed(subject) {
			await tellChange({ subject, revision: (await readPlaybook(db))?.revision ?? 0 });
		},
	};
	const ready = prepare(around);
	answerCommands(commandNames, createHandler(around, ready));

	const sync = () => void syncSites();
	browser.runtime.onInstalled.addListener(sync);
	browser.runtime.onStartup.addListener(sync);
	browser.permissions.onAdded.addListener(sync);
	browser.permissions.onRemoved.addListener(sync);
	browser.commands.onCommand.addListener((command, tab) => {
		if (command !== 'focus-sidebar' || tab?.id === undefined) return;
		// A tab without a deal has nobody who listens.
		browser.tabs.sendMessage(tab.id, { type: 'focus.toggle' }, { frameId: 0 }).catch(() => undefined);
	});
}

/** A new user starts with the sample; uploads that nobody finished are forgotten. */
async function prepare(around: Surroundings): Promise<void> {
	await abandonAll(around.db);
	if (!(await readPlaybook(around.db))) await playbookService(around)['playbook.loadSample'](null, {});
}
