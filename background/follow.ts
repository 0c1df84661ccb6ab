import { browser } from 'wxt/browser';
import type { Instant } from '../core/model/deal.ts';
import type { Playbook } from '../core/model/playbook.ts';
import { playbookParts } from '../core/model/playbook-parts.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import type { FollowedSource, Publication, SignatureState, SourceNews, SourceSetter } from '../core/model/source.ts';
import { mostNews } from '../core/model/source-shapes.ts';
import { fingerprint } from '../core/playbook/fingerprint.ts';
import { partOf } from '../core/playbook/parts-of.ts';
import { patternOfSource, type SourceAddress } from '../core/playbook/source-address.ts';
import type { ImportPreview, ImportSummary } from '../messages/protocol.ts';
import { restorePlaybook } from '../storage/playbook.ts';
import { changeSource, dropSource, type KeptSource, keepSource, keptSource, sourceRow } from '../storage/source.ts';
import { hasOrigins } from './grants.ts';
import { type Judged, judge, refusalOf, type SourceRefusal } from './judge-source.ts';
import { playbookFiles } from './playbook-files.ts';
import { readSource } from './read-source.ts';
import type { Surroundings } from './services/service.ts';

/** Has the browser wake the background for it. */
export const followAlarm = 'dealside.source';

const minuteMs = 60_000;

/** How long after a read that gave something the next one is due: two turns of the alarm, which comes a moment early or late. */
const everyMs = 2 * minuteMs - 10_000;

/** A window that opens wants what is there now, unless that was asked a moment ago. */
const freshForMs = 30_000;

/** After reads that gave nothing the next one waits longer and longer, up to this. */
const longestWaitMs = 15 * minuteMs;

/** What a server may ask for beyond that. */
const longestAskedMs = 60 * minuteMs;

/** A file at an address, checked and not yet in force. */
export interface SourceLook {
	readonly publication: Publication | null;
	readonly signature: SignatureState;
	/** Names the text that was looked at. */
	readonly digest: string;
	readonly preview: ImportPreview;
}

/** What a person decides about an address. */
export interface SourceWish extends SourceAddress {
	readonly doesSignIn: boolean;
	readonly setBy: SourceSetter;
}

/** Follows an address: one read at a time, and what it gave in force or refused with the reason. */
export function createFollower(around: Surroundings, fetchIt: typeof fetch = (...args) => fetch(...args)) {
	const { db, now, changed } = around;
	const files = playbookFiles(around);
	/** Work on the source is done one after another, so that no read ends after somebody decided otherwise. */
	let last: Promise<unknown> = Promise.resolve();
	let reading: AbortController | null = null;
	/** Grows when following is ended: what was asked before that is of no use any more. */
	let era = 0;

	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		const done = last.then(work, work);
		last = done.catch(() => undefined);
		return done;
	}

	const nowMs = () => Date.parse(now());
	const inMs = (ms: number): Instant => new Date(nowMs() + ms).toISOString();

	async function fileAt(
		source: Pick<KeptSource, 'etag' | 'lastModified'>,
		wish: Pick<SourceWish, 'address' | 'doesSignIn' | 'pattern'>,
	) {
		reading = new AbortController();
		const answer = await readSource(fetchIt, { ...wish, ...source }, nowMs(), reading.signal);
		reading = null;
		// A host that was not allowed looks like no network.
		if (answer.kind === 'refused' && answer.fault === 'offline' && !(await hasOrigins([wish.pattern])))
			return { ...answer, fault: 'host-refused' as const };
		return answer;
	}

	/** Puts a judged file in force and keeps where it came from, in one transaction. */
	async function take(
		source: KeptSource,
		{ publication, file }: Judged,
		{ etag, lastModified, digest }: Pick<KeptSource, 'etag' | 'lastModified'> & { readonly digest: string },
	): Promise<Result<ImportSummary, SourceRefusal>> {
		const isFirst = source.digest === null;
		const taken = await files.replaceBy(file, 'parts', ({ playbook, present, hasCosts }) => {
			const entry: SourceNews = { publication, takenAt: now(), parts: changedParts(present, playbook, hasCosts) };
			const followed = { ...source.followed, ...readWell(), news: [entry, ...source.followed.news].slice(0, mostNews) };
			return { row: sourceRow({ followed, etag, lastModified, digest, failures: 0 }), isUndoNew: isFirst };
		});
		return taken.ok ? taken : failure(refusalOf('file-refused', taken.error));
	}

	const readWell = () => ({ readAt: now(), failure: null, nextAt: inMs(everyMs) });

	async function failed(address: string, { fault, problems, waitMs }: SourceRefusal): Promise<void> {
		await changeSource(db, address, (source) => {
			const failures = source.failures + 1;
			const grownMs = Math.min(everyMs * 2 ** (failures - 1), longestWaitMs);
			const nextAt = inMs(Math.max(grownMs, Math.min(waitMs ?? 0, longestAskedMs)));
			return { ...source, failures, followed: { ...source.followed, failure: { fault, at: now(), problems }, nextAt } };
		});
	}

	function readInTurn(): Promise<void> {
		const begun = era;
		return inTurn(() => (begun === era ? readOnce(begun) : Promise.resolve()));
	}

	async function readOnce(begun: number): Promise<void> {
		const source = await keptSource(db);
		if (source === null) return;
		const { address, key, doesSignIn, news } = source.followed;
		const pattern = patternOfSource(address);
		const answer = await fileAt(source, { address, doesSignIn, pattern });
		if (begun !== era) return;
		if (answer.kind === 'refused') await failed(address, answer);
		else if (answer.kind === 'unchanged' || answer.digest === source.digest)
			await changeSource(db, address, (present) => ({
				...present,
				failures: 0,
				followed: { ...present.followed, ...readWell() },
			}));
		else {
			const judged = await judge(answer.text, key, news[0]?.publication ?? null, nowMs());
			const taken = judged.ok ? await take(source, judged.value, answer) : judged;
			if (!taken.ok) await failed(address, taken.error);
		}
		await changed('source');
	}

	async function isDue(afterMs: (followed: FollowedSource) => number): Promise<boolean> {
		const source = await keptSource(db);
		return source !== null && nowMs() >= afterMs(source.followed);
	}

	async function start(source: KeptSource): Promise<void> {
		await keepSource(db, source);
		await wake();
	}

	return {
		/** True while the playbook is published elsewhere, so that nobody changes it here. */
		isFollowing: async () => (await keptSource(db)) !== null,

		/** Reads an address and says what following it would do. Nothing is changed. */
		look: (wish: SourceWish): Promise<Result<SourceLook, SourceRefusal>> =>
			inTurn(async () => {
				const answer = await fileAt({ etag: null, lastModified: null }, wish);
				if (answer.kind === 'refused') return failure(answer);
				// Nothing was said of a version, so that this cannot be.
				if (answer.kind === 'unchanged') return failure(refusalOf('busy'));
				const judged = await judge(answer.text, wish.key, null, nowMs());
				if (!judged.ok) return judged;
				const preview = await files.preview(judged.value.file);
				if (!preview.ok) return failure(refusalOf('file-refused', preview.error));
				const { publication, signature } = judged.value;
				return success({ publication, signature, digest: answer.digest, preview: preview.value });
			}),

		/**
		 * Follows an address from now on, and puts what is there in force. Null where something else is there than was looked at;
		 * nothing is changed then, nor where it is refused.
		 */
		follow: (wish: SourceWish, digest: string): Promise<Result<ImportSummary | null, SourceRefusal>> =>
			inTurn(async () => {
				const answer = await fileAt({ etag: null, lastModified: null }, wish);
				if (answer.kind === 'refused') return failure(answer);
				if (answer.kind === 'unchanged' || answer.digest !== digest) return success(null);
				const judged = await judge(answer.text, wish.key, null, nowMs());
				if (!judged.ok) return judged;
				const taken = await take(newSource(wish, now()), judged.value, answer);
				if (!taken.ok) return taken;
				await wake();
				await changed('source');
				return taken;
			}),

		/** Reads now, whenever the next read is due. */
		check: readInTurn,

		/** Reads if it is time to. */
		async tick(): Promise<void> {
			if (await isDue(({ nextAt }) => Date.parse(nextAt))) await readInTurn();
		},

		/** A window opened: reads unless that was done a moment ago, or the server is given time. */
		async opened(): Promise<void> {
			const due = ({ failure: refused, readAt, nextAt }: FollowedSource) =>
				refused === null ? Date.parse(readAt ?? '1970-01-01') + freshForMs : Date.parse(nextAt);
			if (await isDue(due)) await readInTurn();
		},

		/** Ends following. The playbook stays as it is, or what following replaced is put back. Returns what was followed. */
		stop(doesPutBack: boolean): Promise<KeptSource | null> {
			era += 1;
			reading?.abort();
			return inTurn(async () => {
				const source = await keptSource(db);
				if (source === null) return null;
				await dropSource(db);
				await browser.alarms.clear(followAlarm);
				if (doesPutBack && (await restorePlaybook(db)))
					await Promise.all([changed('playbook'), changed('maps'), changed('storage')]);
				await changed('source');
				return source;
			});
		},

		/** Follows what the administrator set, null for nothing, in place of what a person chose. */
		adopt: (wish: SourceWish | null): Promise<void> =>
			inTurn(async () => {
				const source = await keptSource(db);
				const set = source?.followed;
				if (wish === null) {
					// What an administrator no longer says is the user's to keep or to end.
					if (source && set?.setBy === 'administrator')
						await keepSource(db, { ...source, followed: { ...source.followed, setBy: 'user' } });
					if (source) await wake();
					return;
				}
				const isSame =
					set?.setBy === 'administrator' &&
					set.address === wish.address &&
					set.key === wish.key &&
					set.doesSignIn === wish.doesSignIn;
				if (isSame) return wake();
				await start(newSource(wish, now()));
				await changed('source');
			}).then(() => undefined),
	};
}

export type Follower = ReturnType<typeof createFollower>;

/** Has the browser wake the background each minute; a worker that sleeps has no clock of its own. */
async function wake(): Promise<void> {
	if (!(await browser.alarms.get(followAlarm))) await browser.alarms.create(followAlarm, { periodInMinutes: 1 });
}

function newSource({ address, key, setBy, doesSignIn }: SourceWish, at: Instant): KeptSource {
	const followed = { address, key, setBy, doesSignIn, readAt: null, news: [], failure: null, nextAt: at };
	return { followed, etag: null, lastModified: null, digest: null, failures: 0 };
}

/** What differs between two playbooks; all that there is, where there was none. */
function changedParts(before: Playbook | null, after: Playbook, hasCosts: boolean): SourceNews['parts'] {
	const differs = (left: unknown, right: unknown) => fingerprint(left) !== fingerprint(right);
	return [
		...playbookParts.filter((part) => before === null || differs(partOf(before, part), partOf(after, part))),
		...(before === null || differs(before.attachments, after.attachments) ? (['attachments'] as const) : []),
		...(hasCosts ? (['costs'] as const) : []),
	];
}
