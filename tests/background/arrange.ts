import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createHandler, keepReady } from '../../background/background.ts';
import { playbookService } from '../../background/services/playbook.ts';
import type { Surroundings } from '../../background/services/service.ts';
import type { MarginPolicy, Playbook, SalesProcess } from '../../core/model/playbook.ts';
import type { Result } from '../../core/model/result.ts';
import type { FileProblem, Settings } from '../../core/model/settings.ts';
import { membersOf, revisionOf } from '../../core/playbook/revision.ts';
import type { CommandAnswer, CommandData, CommandName } from '../../messages/commands.ts';
import type { PlaybookParts } from '../../messages/protocol.ts';
import { freshDatabase } from '../storage/open-database.ts';

/** A background over a fresh database. A test that uses it mocks `wxt/browser` by the fake one. */

export const origin = 'chrome-extension://test-extension-id';
const sampleFile = readFileSync(join(import.meta.dirname, '../../demo/sample-playbook.json'), 'utf8');
export const moment = '2026-11-24T10:00:00.000Z';

export const senders = {
	own: { url: `${origin}/workspace.html`, frameId: 0, tab: { id: 1 } },
	sidebar: { url: `${origin}/sidebar.html`, frameId: 4, documentId: 'ours', tab: { id: 2 } },
	/** One that a page made itself. */
	frame: { url: `${origin}/sidebar.html`, frameId: 5, documentId: 'strange', tab: { id: 2 } },
	page: { url: 'https://crm.example/deal', frameId: 0, tab: { id: 2 } },
} as const;

/** What the database holds at first; `sample-of-before`: as a version kept it that did not say where a playbook is from. */
type First = 'nothing' | 'sample' | 'sample-of-before';

/** `told` gathers the subjects of change notices. `change` is made to the sample. */
export async function arrange(first: First = 'sample', change: (sample: Playbook) => Playbook = (sample) => sample) {
	const db = freshDatabase();
	const told: string[] = [];
	/** What the background takes for the time; a test may move it. */
	const clock = { at: moment };
	let ids = 0;
	const around: Surroundings = {
		db,
		sampleFile,
		now: () => clock.at,
		newId() {
			ids += 1;
			return `id-${ids}`;
		},
		changed: async (subject) => void told.push(subject),
	};
	if (first !== 'nothing') await playbookService(around)['playbook.loadSample'](null, {});
	if (first === 'sample-of-before') {
		const row = await db.documents.get('playbook');
		if (!row) throw new Error('no row');
		const { origin: _, ...before } = change(row.playbook as Playbook);
		await db.documents.put({ ...row, playbook: before });
	}
	told.length = 0;
	const handle = createHandler(around, keepReady(around), async ({ documentId }) => documentId === 'ours');
	async function ask<N extends CommandName>(
		from: keyof typeof senders,
		name: N,
		data: CommandData<N>,
	): Promise<Awaited<CommandAnswer<N>>> {
		const sender = { id: fakeBrowser.runtime.id, ...senders[from] };
		return (await handle(name, data, sender)) as Awaited<CommandAnswer<N>>;
	}
	async function value<N extends CommandName>(from: keyof typeof senders, name: N, data: CommandData<N>) {
		const answer = await ask(from, name, data);
		if (!answer.ok) throw new Error(`${name}: ${answer.error}`);
		return answer.value as Extract<Awaited<CommandAnswer<N>>, { ok: true }>['value'];
	}
	/** The answer of a command that may say what is wrong with what was sent: its value, or the problems. */
	async function result<N extends CommandName>(from: keyof typeof senders, name: N, data: CommandData<N>) {
		const answer = await ask(from, name, data);
		if (!answer.ok && answer.problems === undefined) throw new Error(`${name}: ${answer.error}`);
		type Value = Extract<Awaited<CommandAnswer<N>>, { ok: true }>['value'];
		return (answer.ok ? answer : { ok: false, error: answer.problems }) as Result<Value, readonly FileProblem[]>;
	}
	const present = async () => (await value('own', 'playbook.read', null)).playbook;
	/** Saves as a window does that has just read what is in force. */
	const save = {
		policy: async (changed: Partial<MarginPolicy>) =>
			result('own', 'policy.save', {
				change: changed,
				from: revisionOf(membersOf<Partial<MarginPolicy>>((await present()).margin, changed)),
			}),
		parts: async (parts: PlaybookParts) =>
			result('own', 'parts.save', { parts, from: revisionOf(membersOf<Partial<Playbook>>(await present(), parts)) }),
		settings: async (change: Partial<Settings>) => {
			const from = revisionOf(membersOf(await value('own', 'settings.read', null), change));
			return value('own', 'settings.save', { change, from });
		},
		process: async (process: SalesProcess) =>
			result('own', 'process.save', { process, from: revisionOf((await present()).process) }),
	};
	return { db, around, clock, told, handle, ask, value, result, save };
}
