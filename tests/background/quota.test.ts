import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { en as approvalTexts } from '../../assets/texts/approval.ts';
import { evaluate } from '../../core/evaluate.ts';
import { type ApprovalRequest, noNotes } from '../../core/model/deal.ts';
import { noEdits } from '../../core/model/deal-edits.ts';
import type { Playbook } from '../../core/model/playbook.ts';
import { defaultLayout, defaultSettings } from '../../core/model/settings.ts';
import { writeDecision, writeRequest } from '../../core/playbook/approval-text.ts';
import { requestOf } from '../../core/playbook/approvals.ts';
import { revisionOf } from '../../core/playbook/revision.ts';
import {
	type CommandAnswer,
	type CommandData,
	type CommandName,
	commandNames,
	commandOf,
} from '../../messages/commands.ts';
import { firmFile } from '../../scripts/firm.ts';
import { databaseText } from '../../storage/inventory.ts';
import { signingName } from '../../storage/signing-key.ts';
import { fixtureDeal, fixturePlaybook } from '../fixtures/fixture-deal.ts';
import { fixtureMap, fixturePointed } from '../fixtures/fixture-map.ts';
import { arrange, moment, origin } from './arrange.ts';

/** A browser that runs out of room in the middle of what a command writes: nothing is lost or half there, and it is said. */

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: fake } = await import('wxt/testing/fake-browser');
	const permissions = { contains: async () => true, getAll: async () => ({ origins: [] }), remove: async () => true };
	return { browser: Object.assign(Object.create(fake), { permissions }) };
});

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
	vi.stubGlobal('fetch', async () => new Response(published));
});
afterEach(() => vi.restoreAllMocks());

const { ref } = fixtureDeal;
const text = firmFile();
const { playbook: firm } = JSON.parse(text) as { playbook: Playbook };
const [stage] = firm.process.stages;
const [first, second] = firm.collateral;
if (!stage || !first || !second) throw new Error('the firm has no process');
const cost = { product: 'N-1', unitCost: '1.00', currency: 'EUR', period: 'once' as const };
const piece = { ...first, id: 'new', title: 'New' };
const maps = JSON.stringify({ format: 'dealside-maps', version: 1, maps: [fixtureMap], pointed: [] });

function asked(): ApprovalRequest {
	const playbook = {
		...fixturePlaybook,
		approvals: {
			levels: [{ name: 'Manager', who: '' }],
			rules: [{ id: 'a', level: 1, trigger: { kind: 'discount-over', value: '0.01' } }],
		},
	} as const;
	const draft = noEdits(ref);
	const { margin } = evaluate(fixtureDeal, draft, playbook, { name: 'Ada', role: 'rep' }, '2026-11-24', noNotes);
	const made = requestOf(fixtureDeal, draft, margin, playbook, { id: 'r-1', by: 'Ada', at: moment, reason: 'Why.' });
	if (!made) throw new Error('nothing to ask for');
	return made;
}
const request = asked();
const decision = {
	requestId: request.id,
	hash: request.hash,
	answer: 'approved' as const,
	counterDiscount: null,
	counterLine: null,
	isOwn: false,
	note: '',
	by: 'Bo',
	at: moment,
};

type Ask = <N extends CommandName>(
	from: 'own' | 'sidebar' | 'page',
	name: N,
	data: CommandData<N>,
) => Promise<Awaited<CommandAnswer<N>>>;

const upload = async (ask: Ask) => {
	await ask('own', 'costs.begin', null);
	await ask('own', 'costs.part', { upload: 'id-1', costs: [cost] });
};
const access = (isKept: boolean) => ({
	crm: 'hubspot',
	place: 'api.hubapi.com',
	apiHost: 'api.hubapi.com',
	isKept,
	proof: { way: 'token' as const, token: 'pat-1' },
});

async function present(ask: Ask) {
	const read = await ask('own', 'playbook.read', null);
	if (!read.ok) throw new Error('no playbook');
	return read.value.playbook;
}

interface Write {
	/** It only takes away, from where the browser lets that be done without room. */
	readonly isFreeing?: true;
	/** What has to be there. */
	readonly before?: (ask: Ask) => Promise<unknown>;
	readonly write: (ask: Ask) => Promise<unknown>;
}

/** Every command that writes, as a user brings it about; in more than one way where they write elsewhere. */
const writes: Readonly<Record<string, Write | readonly Write[]>> = {
	'playbook.import': { write: (ask) => ask('own', 'playbook.import', { text }) },
	'playbook.undoImport': {
		before: (ask) => ask('own', 'playbook.import', { text }),
		write: (ask) => ask('own', 'playbook.undoImport', null),
	},
	'playbook.loadSample': { write: (ask) => ask('own', 'playbook.loadSample', null) },
	'playbook.start': { write: (ask) => ask('own', 'playbook.start', null) },
	'collateral.save': { write: (ask) => ask('own', 'collateral.save', { piece, from: revisionOf(null) }) },
	'collateral.remove': { write: (ask) => ask('own', 'collateral.remove', { ids: [first.id] }) },
	'collateral.restore': {
		before: (ask) => ask('own', 'collateral.remove', { ids: [first.id] }),
		write: (ask) =>
			ask('own', 'collateral.restore', {
				pieces: [{ piece: first, index: 0 }],
				attachments: [{ stageId: stage.id, collateralId: first.id, index: 0 }],
			}),
	},
	'attachments.order': {
		write: (ask) => ask('own', 'attachments.order', { stageId: stage.id, collateralIds: [second.id, first.id] }),
	},
	'process.save': {
		write: async (ask) => {
			const { process } = await present(ask);
			return ask('own', 'process.save', {
				process: { ...process, name: 'Another process' },
				from: revisionOf(process),
			});
		},
	},
	'attachment.set': {
		write: (ask) => ask('own', 'attachment.set', { stageId: 'qualify', collateralId: 'x', isAttached: false }),
	},
	'policy.save': {
		write: async (ask) => {
			const { warnings } = (await present(ask)).margin;
			return ask('own', 'policy.save', { change: { warnings: 'off' }, from: revisionOf({ warnings }) });
		},
	},
	'parts.save': {
		write: async (ask) => {
			const { trades } = await present(ask);
			return ask('own', 'parts.save', { parts: { trades: [] }, from: revisionOf({ trades }) });
		},
	},
	'draft.keep': {
		write: (ask) => ask('own', 'draft.keep', { draft: { owner: 'w', form: 'process', at: moment, open: {} } }),
	},
	'draft.drop': {
		before: (ask) => ask('own', 'draft.keep', { draft: { owner: 'w', form: 'process', at: moment, open: {} } }),
		write: (ask) => ask('own', 'draft.drop', { owner: 'w', form: 'process' }),
	},
	'costs.begin': { write: (ask) => ask('own', 'costs.begin', null) },
	'costs.part': {
		before: (ask) => ask('own', 'costs.begin', null),
		write: (ask) => ask('own', 'costs.part', { upload: 'id-1', costs: [cost] }),
	},
	'costs.commit': {
		before: upload,
		write: (ask) => ask('own', 'costs.commit', { upload: 'id-1', mode: 'replace' }),
	},
	'costs.undo': {
		before: async (ask) => {
			await upload(ask);
			await ask('own', 'costs.commit', { upload: 'id-1', mode: 'replace' });
		},
		write: (ask) => ask('own', 'costs.undo', null),
	},
	'costs.abandon': { before: upload, write: (ask) => ask('own', 'costs.abandon', { upload: 'id-1' }) },
	'costs.clear': { write: (ask) => ask('own', 'costs.clear', null) },
	'cost.change': { write: (ask) => ask('own', 'cost.change', { product: 'CX-40', change: { period: 'month' } }) },
	'deal.remember': { write: (ask) => ask('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: fixtureDeal }) },
	'criterion.tick': {
		write: (ask) => ask('sidebar', 'criterion.tick', { ref, criterionId: 'c', isDone: true, evidence: null }),
	},
	'collateral.markSent': {
		write: (ask) => ask('sidebar', 'collateral.markSent', { ref, collateralId: 'a', isSent: true }),
	},
	'reason.give': { write: (ask) => ask('sidebar', 'reason.give', { ref, code: null, text: 'why' }) },
	'approval.ask': { write: (ask) => ask('sidebar', 'approval.ask', { request }) },
	'approval.withdraw': {
		before: (ask) => ask('sidebar', 'approval.ask', { request }),
		write: (ask) => ask('sidebar', 'approval.withdraw', { ref }),
	},
	'approval.answer': {
		before: (ask) => ask('sidebar', 'approval.ask', { request }),
		write: (ask) => ask('sidebar', 'approval.answer', { ref, text: writeDecision(request, decision, approvalTexts) }),
	},
	'approval.receive': {
		write: (ask) => ask('own', 'approval.receive', { text: writeRequest(request, approvalTexts) }),
	},
	'approval.decide': {
		before: (ask) => ask('own', 'approval.receive', { text: writeRequest(request, approvalTexts) }),
		write: (ask) =>
			ask('own', 'approval.decide', {
				ref,
				requestId: request.id,
				answer: 'approved',
				counterDiscount: null,
				counterLine: null,
				note: '',
			}),
	},
	'source.follow': { write: follow },
	'source.check': {
		before: async (ask) => {
			await follow(ask);
			published = JSON.stringify({ ...JSON.parse(text), playbook: { ...firm, name: 'Another firm' } });
		},
		write: (ask) => ask('own', 'source.check', null),
	},
	'source.stop': { before: follow, write: (ask) => ask('own', 'source.stop', { doesPutBack: false }) },
	'signing.make': { write: (ask) => ask('own', 'signing.make', null) },
	'signing.take': {
		before: async (ask) => {
			const made = await ask('own', 'signing.make', null);
			if (!made.ok || !made.value) throw new Error('no key');
			backup = made.value.backup;
			// Another one is here by now.
			await ask('own', 'signing.make', null);
		},
		write: (ask) => ask('own', 'signing.take', { text: backup }),
	},
	'signing.forget': {
		before: (ask) => ask('own', 'signing.make', null),
		write: (ask) => ask('own', 'signing.forget', null),
	},
	'layout.save': {
		write: (ask) => ask('sidebar', 'layout.save', { site: 'https://crm.example', layout: defaultLayout }),
	},
	'settings.save': {
		write: (ask) =>
			ask('own', 'settings.save', {
				change: { viewer: { name: 'Ida', role: 'rep' } },
				from: revisionOf({ viewer: defaultSettings.viewer }),
			}),
	},
	'access.setUp': [true, false].map((isKept) => ({
		before: (ask) => ask('own', 'access.setUp', { setUp: access(!isKept) }),
		write: (ask) => ask('own', 'access.setUp', { setUp: access(isKept) }),
	})),
	'access.remove': [true, false].map((isKept) => ({
		isFreeing: true,
		before: (ask) => ask('own', 'access.setUp', { setUp: access(isKept) }),
		write: (ask) => ask('own', 'access.remove', { crm: 'hubspot', place: 'api.hubapi.com' }),
	})),
	'access.costField': {
		write: (ask) => ask('own', 'access.costField', { crm: 'odoo', field: 'product.standard_price' }),
	},
	'map.save': { write: (ask) => ask('page', 'map.save', { map: fixtureMap }) },
	'pointed.save': { write: (ask) => ask('page', 'pointed.save', { field: fixturePointed }) },
	'map.rename': {
		before: (ask) => ask('page', 'map.save', { map: fixtureMap }),
		write: (ask) => ask('own', 'map.rename', { id: fixtureMap.id, name: 'Other' }),
	},
	'maps.restore': { write: (ask) => ask('own', 'maps.restore', { maps: [fixtureMap], pointed: [] }) },
	'maps.remove': {
		before: (ask) => ask('page', 'map.save', { map: fixtureMap }),
		write: (ask) => ask('own', 'maps.remove', { ids: [fixtureMap.id], pointed: [] }),
	},
	'maps.import': { write: (ask) => ask('own', 'maps.import', { text: maps }) },
	'maps.undoImport': {
		before: (ask) => ask('own', 'maps.import', { text: maps }),
		write: (ask) => ask('own', 'maps.undoImport', null),
	},
	'storage.setAside': [
		{
			before: async (ask) => {
				await ask('sidebar', 'criterion.tick', { ref, criterionId: 'c', isDone: true, evidence: null });
				await spoil('notes');
			},
			write: setFirstAside,
		},
		{
			before: async () => fakeBrowser.storage.local.set({ costFields: 'nonsense' }),
			write: setFirstAside,
		},
	],
};

/** What is at the followed address. */
let published = text;

let backup = '';

async function follow(ask: Ask) {
	published = text;
	const wish = { address: 'https://files.firm.example/playbook.json', doesSignIn: false };
	const looked = await ask('own', 'source.look', { ...wish, isHostOwn: false });
	if (!looked.ok || looked.value.kind !== 'found') throw new Error('nothing was found');
	return ask('own', 'source.follow', { ...wish, digest: looked.value.digest });
}

async function setFirstAside(ask: Ask) {
	const state = await ask('own', 'storage.state', null);
	const row = state.ok ? state.value.unreadable[0] : undefined;
	if (!row) throw new Error('every row can be read');
	return ask('own', 'storage.setAside', row);
}

let spoil: (table: string) => Promise<unknown>;

/** Lets so many writes through, then refuses every one as a browser without room does. Counts them. */
function fillDisk(room: number) {
	let written = 0;
	const isFull = () => {
		written += 1;
		return written > room;
	};
	const restores: (() => void)[] = [];
	function refuse<T extends object>(owner: T, names: readonly string[], refusal: () => unknown): void {
		for (const name of names) {
			const methods = owner as Record<string, (...given: unknown[]) => unknown>;
			const real = methods[name];
			if (!real) throw new Error(`${name} is no way to write`);
			const spy = vi.spyOn(methods, name).mockImplementation(function (this: unknown, ...given) {
				return isFull() ? refusal() : real.apply(this, given);
			});
			restores.push(() => spy.mockRestore());
		}
	}
	const thrown = () => {
		throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
	};
	const rejected = () => Promise.reject(new Error('Resource::kQuotaBytes quota exceeded'));
	refuse(IDBObjectStore.prototype, ['put', 'add', 'delete', 'clear'], thrown);
	refuse(IDBCursor.prototype, ['update', 'delete'], thrown);
	for (const area of [fakeBrowser.storage.local, fakeBrowser.storage.session]) refuse(area, ['set'], rejected);
	return {
		written: () => written,
		makeRoom() {
			for (const restore of restores) restore();
		},
	};
}

const listed = Object.entries(writes).flatMap(([name, ways]) =>
	[ways].flat().map((way, at) => [at === 0 ? name : `${name}, another way`, way as Write] as const),
);

test('every command that writes is tried without room', () => {
	// Deleting makes room, and what a new browser begins with is written again by the next command.
	const tried = [...Object.keys(writes), 'storage.deleteAll'];
	expect(tried.toSorted()).toEqual(commandNames.filter((name) => commandOf(name).keeps !== 'nothing').toSorted());
});

test.for(listed)('%s: at whichever of its writes the room ends, nothing changes and it is said', async ([, way]) => {
	let writesTried = 0;
	for (let room = 0, isWhole = false; !isWhole; room += 1) {
		fakeBrowser.reset();
		const far = await arrange('nothing');
		spoil = (table) => far.db.table(table).toCollection().modify({ fromLater: 1 });
		const ask: Ask = (from, command, data) => far.ask(from, command, data);
		await far.value('own', 'playbook.import', { text });
		await way.before?.(ask);
		const kept = async () => [
			await databaseText(far.db.name, moment),
			await databaseText(signingName, moment),
			JSON.stringify(await fakeBrowser.storage.local.get(null)),
			JSON.stringify(await fakeBrowser.storage.session.get(null)),
		];
		const before = await kept();
		far.told.length = 0;
		const disk = fillDisk(room);
		const answer = await way.write(ask);
		disk.makeRoom();
		isWhole = disk.written() <= room;
		if (isWhole) {
			expect(answer).toMatchObject({ ok: true });
			expect(await kept()).not.toEqual(before);
			break;
		}
		writesTried += 1;
		expect(answer).toEqual({ ok: false, error: 'storage-failed', cause: 'storage-full' });
		expect(await kept()).toEqual(before);
		// Nobody is told of a change that did not come about.
		expect(far.told).toEqual(['storage']);
		expect(await far.ask('own', 'storage.state', null)).toMatchObject({ value: { trouble: 'storage-full' } });
		expect(await way.write(ask)).toMatchObject({ ok: true });
		expect(await far.ask('own', 'storage.state', null)).toMatchObject({ value: { trouble: null } });
		expect(await kept()).not.toEqual(before);
	}
	expect(writesTried > 0).toBe(!way.isFreeing);
});

test('that the database is full is over when it takes something again, not when the settings do', async () => {
	const far = await arrange('nothing');
	await far.value('own', 'playbook.import', { text });
	const tick = () => far.ask('sidebar', 'criterion.tick', { ref, criterionId: 'c', isDone: true, evidence: null });
	const trouble = async () => (await far.value('own', 'storage.state', null)).trouble;
	const disk = fillDisk(0);
	await tick();
	disk.makeRoom();
	await far.save.settings({ theme: 'dark' });
	await far.value('own', 'access.costField', { crm: 'odoo', field: 'product.standard_price' });
	await far.value('page', 'layout.read', { site: 'https://crm.example' });
	expect(await trouble()).toBe('storage-full');
	await tick();
	expect(await trouble()).toBeNull();
});
