import { browser } from 'wxt/browser';
import { failure } from '../core/model/result.ts';
import { shapeProblems } from '../core/playbook/check.ts';
import { startPlaybook } from '../core/playbook/start.ts';
import { tellChange } from '../messages/changes.ts';
import { type CommandName, commandNames, commandOf, readData, shapeOf } from '../messages/commands.ts';
import { answerCommands, type Sender } from '../messages/messaging.ts';
import type { Refusal } from '../messages/protocol.ts';
import { contextOf, mayAsk } from '../messages/sender-rules.ts';
import { closeAreas } from '../storage/access.ts';
import { abandonStale } from '../storage/costs.ts';
import { Database, openDatabase } from '../storage/database.ts';
import { storageErrorOf } from '../storage/faults.ts';
import { mappedSites } from '../storage/maps.ts';
import { readPlaybook, replacePlaybook } from '../storage/playbook.ts';
import { changeSettings, markFilled, wasEverFilled } from '../storage/settings.ts';
import { administratorsWish } from './administrator.ts';
import { createFollower, type Follower, followAlarm } from './follow.ts';
import { markKeptSample } from './sample.ts';
import { accessService } from './services/access.ts';
import { approvalService } from './services/approvals.ts';
import { costPreviewService } from './services/cost-preview.ts';
import { costService } from './services/costs.ts';
import { dealService } from './services/deals.ts';
import { draftService } from './services/drafts.ts';
import { holdsLine, lineService } from './services/line.ts';
import { mapService } from './services/maps.ts';
import { playbookService } from './services/playbook.ts';
import { policyService } from './services/policy.ts';
import type { Surroundings } from './services/service.ts';
import { settingsService } from './services/settings.ts';
import { sourceService } from './services/source.ts';
import { storageService } from './services/storage.ts';
import { tabService } from './services/tabs.ts';
import { readMapped, syncSites } from './sites.ts';
import { createStorageWatch } from './storage-watch.ts';

type Handler = (data: unknown, sender: Sender) => Promise<unknown>;

/** An import for which nothing came for this long is of a page that is gone. */
const uploadLifeMs = 60 * 60 * 1000;

/**
 * Answers commands once who asks and what is asked were both checked. `ready` settles when storage can be used; `isProven`
 * says whether somebody vouches for the frame that a message comes from.
 */
export function createHandler(
	around: Surroundings,
	ready: () => Promise<unknown>,
	isProven: (sender: Sender) => Promise<boolean>,
	follower: Follower = createFollower(around),
) {
	const watch = createStorageWatch(around);

	/** Storage, or the reason why it cannot be used, noted. */
	async function readied(): Promise<void> {
		try {
			await ready();
		} catch (thrown) {
			watch.failed(storageErrorOf(thrown)?.fault ?? 'database-failed', null, null);
			throw thrown;
		}
	}

	const handlers = {
		...dealService(around),
		...approvalService(around),
		...playbookService(around),
		...policyService(around),
		...costService(around),
		...costPreviewService(around),
		...draftService(around),
		...settingsService(around),
		...mapService(around),
		...accessService(around),
		...sourceService(around, follower),
		...lineService(),
		...tabService(),
		...storageService(around, watch, readied),
	} as unknown as Record<CommandName, Handler>;

	return async function handle(name: CommandName, data: unknown, sender: Sender): Promise<unknown> {
		const claimed = contextOf(sender, browser.runtime.id, globalThis.location.origin);
		const isSidebar = claimed === 'frame' && !mayAsk('frame', name) && (await isProven(sender));
		const context = isSidebar ? 'sidebar' : claimed;
		if (!context || !mayAsk(context, name)) return failure('not-allowed');
		const checked = readData(name, data);
		if (!checked) return context === 'page' || hasSecrets(name) ? failure('bad-message') : badMessage(name, data);
		try {
			const doesNeedStorage = commandOf(name).needs !== 'nothing';
			if (doesNeedStorage) await readied();
			if (commandOf(name).keeps === 'playbook' && (await follower.isFollowing())) return failure('followed');
			// Who opens a deal or the workspace goes by what is published now.
			if (name === 'deal.context' || name === 'playbook.read') void follower.opened().catch(() => undefined);
			const answer = await handlers[name](checked.data, sender);
			if ((answer as { readonly ok?: unknown }).ok === true) watch.succeeded(name, doesNeedStorage);
			return answer;
		} catch (thrown) {
			// A full disk, a database that is gone, or a bug of ours: the asker keeps what it has and says so.
			const known = storageErrorOf(thrown);
			if (!known) return failure('storage-failed');
			const { fault: cause, store } = known;
			watch.failed(cause, store, name);
			const refusal: Refusal = { ok: false, error: 'storage-failed', cause, ...(store && { store }) };
			return refusal;
		}
	};
}

/** What is wrong with such a message is not told, for that would repeat it. */
const hasSecrets = (name: CommandName) => name === 'access.setUp';

function badMessage(name: CommandName, data: unknown): Refusal {
	const problems = shapeProblems(shapeOf(name), data ?? null);
	return { ok: false, error: 'bad-message', problems };
}

/**
 * Makes storage ready before each command: the first one fills it, a later one opens it again when the browser closed
 * it. What failed is tried again by the next command, so that a passing fault does not outlive itself.
 */
export function keepReady(around: Surroundings): () => Promise<void> {
	let prepared: Promise<void> | null = null;
	let isPrepared = false;
	return async () => {
		// It was closed, or deleted, since: a new one is filled as the first was.
		if (isPrepared && !around.db.isOpen()) prepared = null;
		if (prepared === null) {
			isPrepared = false;
			prepared = prepare(around).then(() => {
				isPrepared = true;
			});
		}
		try {
			await prepared;
			await openDatabase(around.db);
		} catch (thrown) {
			prepared = null;
			throw thrown;
		}
	};
}

/** Starts the background: database, first playbook, commands, sites. `sampleFile` is the text of the demo CRM's playbook. */
export function startBackground(sampleFile: string): void {
	const db = new Database();
	const around: Surroundings = {
		db,
		sampleFile,
		now: () => new Date().toISOString(),
		newId: () => crypto.randomUUID(),
		async changed(subject, deal) {
			// Pages hear of a change also where the playbook cannot be read, or not even the database.
			const kept = await readPlaybook(db).catch(() => null);
			const revision = kept?.kind === 'value' ? kept.value.revision : 0;
			await tellChange({ subject, revision, ...(deal && { deal }) });
		},
	};
	const ready = keepReady(around);
	closeAreas().catch(() => undefined);
	// Ahead of the first command, which tells it if this fails.
	ready().catch(() => undefined);
	const follower = createFollower(around);
	answerCommands(commandNames, createHandler(around, ready, holdsLine, follower));

	browser.alarms.onAlarm.addListener(({ name }) => {
		if (name === followAlarm)
			void ready()
				.then(follower.tick)
				.catch(() => undefined);
	});
	const adopt = () =>
		void ready()
			.then(administratorsWish)
			.then(follower.adopt)
			.then(follower.tick)
			.catch(() => undefined);
	browser.storage.onChanged.addListener((_, area) => {
		if (area === 'managed') adopt();
	});
	adopt();

	const sync = () =>
		void syncSites()
			.then(ready)
			.then(async () => readMapped(await mappedSites(db)));
	browser.runtime.onInstalled.addListener(sync);
	browser.runtime.onStartup.addListener(sync);
	browser.runtime.onStartup.addListener(() => void startBuyerSafe(around).catch(() => undefined));
	browser.permissions.onAdded.addListener(sync);
	browser.permissions.onRemoved.addListener(sync);
	browser.commands.onCommand.addListener((command, tab) => {
		// Settings that cannot be read show no margin either.
		if (command === 'buyer-safe') void toggleBuyerSafe(around).catch(() => undefined);
		const types: Readonly<Record<string, string>> = { 'focus-sidebar': 'focus.toggle', 'all-actions': 'palette.show' };
		const type = types[command];
		if (type === undefined || tab?.id === undefined) return;
		// A tab without a deal has nobody who listens.
		browser.tabs.sendMessage(tab.id, { type }, { frameId: 0 }).catch(() => undefined);
	});
}

/** For who shows their screen before they think of it. */
export async function startBuyerSafe(around: Surroundings): Promise<void> {
	const isHidden = await changeSettings((settings) =>
		settings.doesStartBuyerSafe && !settings.isBuyerSafe ? { ...settings, isBuyerSafe: true } : null,
	);
	if (isHidden) await around.changed('settings');
}

/** By key, from wherever the focus is: a customer who looks on does not wait. */
async function toggleBuyerSafe(around: Surroundings): Promise<void> {
	await changeSettings((settings) => ({ ...settings, isBuyerSafe: !settings.isBuyerSafe }));
	await around.changed('settings');
}

/**
 * Who never had a playbook starts with nothing invented; uploads that nobody finished are forgotten. A playbook that cannot
 * be read stays, and one that is gone is missed: nothing is put in its place.
 */
async function prepare(around: Surroundings): Promise<void> {
	const { db, now, sampleFile } = around;
	await openDatabase(db);
	await abandonStale(db, new Date(Date.parse(now()) - uploadLifeMs).toISOString());
	const isKept = (await readPlaybook(db)).kind !== 'absent';
	const isFirst = !(await wasEverFilled());
	if (!isKept && isFirst) await replacePlaybook(db, startPlaybook, null);
	if (isFirst) await markFilled();
	await markKeptSample(db, sampleFile);
}
