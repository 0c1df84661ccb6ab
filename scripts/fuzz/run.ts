import type { BrowserContext, Page } from 'playwright-core';
import { launch } from '../browser.ts';
import { grantedBuild } from '../builds.ts';
import { giveFirmPlaybook } from '../firm.ts';
import type { Driver, Truth } from './driver.ts';
import { type Sequence, type Speech, type Step, stepsText } from './sequence.ts';
import {
	type AfterSave,
	judge,
	judgeSave,
	type Look,
	moreSeen,
	seenIn,
	shownLook,
	steadyLook,
	type Verdict,
	verdicts,
	watch,
} from './sidebar.ts';

/** Types sequences into a running CRM and holds what the sidebar says against what the CRM holds after saving. */

/** After the last key: as long as a rep's eye takes to the sidebar. */
const typedAfterMs = 350;
/** An old figure that comes back after a Save does so within this. */
const watchAfterSaveMs = 2500;
/** A busy machine reads a saved order again within this. */
const rightWithinMs = 8000;
/** A client that ran for long is begun anew. */
const sequencesPerPage = 75;
/** Reps of one language who type at the same time, each with a browser and records of their own. */
const seatsPerLanguage = 2;

/** What came of one sequence. */
export interface Outcome {
	readonly sequence: Sequence;
	/** Steps that were typed: all, unless the page would not have one. */
	readonly typedSteps: readonly Step[];
	/** Before anything was typed. */
	readonly first: Verdict;
	/** With the cursor still in the last field. */
	readonly typed: Verdict;
	/** After the field was left. */
	readonly settled: Verdict;
	readonly saved: AfterSave | null;
	/** What stood there and what was right, for a report. */
	readonly evidence: {
		readonly typed: Look;
		readonly settled: Look;
		readonly truth: Truth | null;
		/** As the sidebar stood when it was last looked at after Save; null where nothing was saved. */
		readonly last: Look | null;
	};
	readonly ms: number;
}

/** A sequence that could not be carried out. */
export interface Failure {
	readonly sequence: Sequence;
	readonly message: string;
}

export interface Run {
	readonly outcomes: readonly Outcome[];
	readonly failures: readonly Failure[];
}

async function carryOut(driver: Driver, page: Page, sequence: Sequence): Promise<Outcome> {
	const startMs = Date.now();
	const order = await driver.make(sequence.shape, `Fuzz ${sequence.seed} ${crypto.randomUUID().slice(0, 6)}`);
	const before = await driver.truth(order);
	await driver.open(page, order);
	await shownLook(page, order.name);
	const first = judge(await steadyLook(page, 0), before);
	const done: Step[] = [];
	let typed: Look | null = null;
	for (const step of sequence.steps) {
		const isTyped = await driver.type(page, sequence, step, done);
		if (!isTyped) continue;
		typed = await steadyLook(page, typedAfterMs);
		done.push(step);
		await driver.commit(page, sequence, step, done);
	}
	const settled = await steadyLook(page, typedAfterMs);
	await watch(page);
	let savedMs = Date.now();
	const isSaved =
		(await driver.save(page, () => {
			savedMs = Date.now();
		})) === 'saved';
	let truth: Truth | null = null;
	let saved: AfterSave | null = null;
	let last: Look | null = null;
	if (isSaved) {
		await page.waitForTimeout(Math.max(0, savedMs + watchAfterSaveMs - Date.now()));
		// Asked late: a busy server is still saving when its page has come to rest.
		truth = await driver.truth(order);
		for (;;) {
			const { seen, count } = await seenIn(page, savedMs);
			last = seen.at(-1) ?? null;
			saved = judgeSave(seen, savedMs, Date.now(), truth);
			const leftMs = savedMs + rightWithinMs - Date.now();
			if (saved.rightMs !== null || leftMs <= 0) break;
			await moreSeen(page, count, leftMs);
		}
	}
	await driver.leave(page, order);
	return {
		sequence,
		typedSteps: done,
		first,
		typed: judge(typed ?? settled, truth),
		settled: judge(settled, truth),
		saved,
		evidence: { typed: typed ?? settled, settled, truth, last },
		ms: Date.now() - startMs,
	};
}

/** A browser in which a rep of one language is signed in; begun anew when it does not go on. */
interface Seat {
	page(): Promise<Page>;
	/** Its page hangs, or is not to be trusted any more. */
	drop(): Promise<void>;
	close(): Promise<void>;
}

function seat(driver: Driver, speech: Speech): Seat {
	const name = `fuzz-${driver.title.toLowerCase()}-${speech.language}`;
	const hosts = driver.origins.map((origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`);
	const extension = grantedBuild(name, hosts);
	let context: BrowserContext | null = null;
	let open: Page | null = null;
	let used = 0;

	async function drop(): Promise<void> {
		const old = context;
		context = null;
		open = null;
		used = 0;
		await old?.close().catch(() => undefined);
	}

	async function page(): Promise<Page> {
		if (open && used < sequencesPerPage) {
			used += 1;
			return open;
		}
		await drop();
		const locale = speech.language === 'de' ? 'de-DE' : 'en-US';
		context = await launch({ extension, locale, viewport: { width: 1600, height: 900 }, isStill: true });
		context.setDefaultTimeout(15_000);
		await giveFirmPlaybook(context);
		await driver.setUp?.(context);
		const next = await context.newPage();
		await driver.signIn(next, speech);
		open = next;
		return next;
	}

	return { page, drop, close: drop };
}

/** Types all of these, each rep in a browser of their own. `said` hears of each as it ends. */
export async function runAll(
	driver: Driver,
	sequences: readonly Sequence[],
	said: (result: Outcome | Failure, left: number) => void = () => undefined,
	seats = seatsPerLanguage,
): Promise<Run> {
	const outcomes: Outcome[] = [];
	const failures: Failure[] = [];
	let left = sequences.length;
	async function carryOutAll(speech: Speech, own: Sequence[]): Promise<void> {
		if (own.length === 0) return;
		const here = seat(driver, speech);
		try {
			for (let sequence = own.shift(); sequence; sequence = own.shift()) {
				const result = await attempt(driver, here, sequence);
				left -= 1;
				if ('first' in result) outcomes.push(result);
				else failures.push(result);
				said(result, left);
			}
		} finally {
			await here.close();
		}
	}
	await Promise.all(
		driver.choices.speeches.flatMap((speech) => {
			const own = sequences.filter(({ language }) => language === speech.language);
			return Array.from({ length: Math.min(seats, own.length) }, () => carryOutAll(speech, own));
		}),
	);
	return { outcomes, failures };
}

/** Once more in a new browser when the first one failed: a client that hangs is no figure. */
async function attempt(driver: Driver, here: Seat, sequence: Sequence): Promise<Outcome | Failure> {
	let message = '';
	for (let tries = 0; tries < 2; tries += 1) {
		try {
			return await carryOut(driver, await here.page(), sequence);
		} catch (cause) {
			message = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
			process.stdout.write(`begun again in a new browser: ${message.split('\n')[0]}\n`);
			await here.drop();
		}
	}
	return { sequence, message };
}

/** The fewest of its steps that still differ, tried again in a browser of its own. */
export async function smallest(driver: Driver, { sequence }: Outcome): Promise<Sequence> {
	const speech = driver.choices.speeches.find(({ language }) => language === sequence.language) as Speech;
	const here = seat(driver, speech);
	const differs = async (steps: readonly Step[]) => {
		const result = await attempt(driver, here, { ...sequence, steps });
		return 'first' in result && isDifferent(result);
	};
	try {
		let { steps } = sequence;
		for (let at = 0; at < steps.length && steps.length > 1; ) {
			const fewer = steps.filter((_, other) => other !== at);
			if (await differs(fewer)) steps = fewer;
			else at += 1;
		}
		return { ...sequence, steps };
	} finally {
		await here.close();
	}
}

/** True when a wrong figure was believed. */
export function isDifferent({ first, typed, settled }: Outcome): boolean {
	return [first, typed, settled].includes('different');
}

/** The command that types this again. */
export function commandOf(crm: string, { language, shape, steps }: Sequence): string {
	return `npm run fuzz -- --crm ${crm} --language ${language} --shape ${shape.name} --steps "${stepsText(steps)}"`;
}

/** Counts by verdict. */
function countsOf(all: readonly Verdict[]): Record<Verdict, number> {
	return Object.fromEntries(
		verdicts.map((verdict) => [verdict, all.filter((one) => one === verdict).length]),
	) as Record<Verdict, number>;
}

/** The share of sequences that said nothing, or only a part, after the field was left. */
export function silentShare({ outcomes }: Run): number {
	const { unknown, partial } = countsOf(outcomes.map(({ settled }) => settled));
	return outcomes.length === 0 ? 1 : (unknown + partial) / outcomes.length;
}

/** A table as text: all sequences, and those that hold each kind of step. */
export function tableOf({ outcomes, failures }: Run): string {
	const kinds = [...new Set(outcomes.flatMap(({ typedSteps }) => typedSteps.map(({ kind }) => kind)))].sort();
	const line = (name: string, of: readonly Outcome[]) => {
		const cells = (['typed', 'settled'] as const).flatMap((when) =>
			Object.values(countsOf(of.map((outcome) => outcome[when]))),
		);
		return [name.padEnd(10), of.length, ...cells].map((cell) => String(cell).padStart(10)).join('');
	};
	const head = ['kind', 'n', ...verdicts, ...verdicts].map((cell) => cell.padStart(10)).join('');
	const saves = outcomes.flatMap(({ saved }) => (saved ? [saved] : []));
	const old = saves.filter(({ oldMs }) => oldMs > 0);
	const late = saves.filter(({ rightMs }) => rightMs === null);
	const first = countsOf(outcomes.map((outcome) => outcome.first));
	return [
		`${' '.repeat(20)}${'cursor in the field'.padStart(60)}${'after it was left'.padStart(60)}`,
		head,
		line('all', outcomes),
		...kinds.map((kind) =>
			line(
				kind,
				outcomes.filter(({ typedSteps }) => typedSteps.some((step) => step.kind === kind)),
			),
		),
		`first read: ${JSON.stringify(first)}`,
		`saved ${saves.length}; an old figure live after Save ${old.length} (longest ${Math.max(0, ...old.map(({ oldMs }) => oldMs))} ms); not right within ${rightWithinMs} ms ${late.length}`,
		`steps not typed ${outcomes.reduce((sum, { sequence, typedSteps }) => sum + sequence.steps.length - typedSteps.length, 0)}; not carried out ${failures.length}`,
	].join('\n');
}
