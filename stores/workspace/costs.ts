import { createStore, type StoreApi } from 'zustand/vanilla';
import {
	type CsvColumns,
	type CsvFault,
	type CsvFile,
	type CsvLayout,
	type CsvReading,
	type LayoutChoice,
	proposedReading,
	readLayout,
	withColumns,
} from '../../core/costs/layout.ts';
import { checkedParts, type RowPlace } from '../../core/costs/rows.ts';
import type { ProductCost } from '../../core/model/playbook.ts';
import type { FileProblem } from '../../core/model/settings.ts';
import type { CommandData } from '../../messages/commands.ts';
import type { RefusalCode } from '../../messages/protocol.ts';
import { type Ask, codeOf } from '../ask.ts';
import type { FarSide } from './store.ts';

/** Rows sent to the background at once. */
const costsPerPart = 5_000;

/** Problems shown of a refused file; the rest is counted. */
const problemsShown = 200;

/** Costs listed at most. */
const costsListed = 50;

/** A file whose beginning was read, and how it is to be read. */
export interface ChosenFile {
	readonly file: CsvFile;
	readonly layout: CsvLayout;
	readonly reading: CsvReading;
	readonly mode: 'replace' | 'merge';
}

/** Where the import of a file stands. */
export type Upload =
	| { readonly phase: 'none' }
	/** The user says which column is which. */
	| ({ readonly phase: 'choosing' } & ChosenFile)
	| {
			readonly phase: 'running';
			readonly fileName: string;
			readonly rows: number;
			readonly share: number;
			readonly problemCount: number;
	  }
	/** Every row is good, and replacing all would forget costs: nothing is changed before the user agrees. */
	| {
			readonly phase: 'asking';
			readonly fileName: string;
			readonly rows: number;
			/** Costs that would be forgotten, and the first of their products. */
			readonly removed: number;
			readonly names: readonly string[];
	  }
	/** Nothing was changed. */
	| {
			readonly phase: 'refused';
			readonly fileName: string;
			readonly problems: readonly FileProblem[];
			readonly problemCount: number;
			/** Products with a cost of 0 that nobody has called free; empty when something else is wrong with the file as well. */
			readonly zeros: readonly string[];
			readonly chosen: ChosenFile;
	  }
	| {
			readonly phase: 'done';
			readonly fileName: string;
			readonly rows: number;
			readonly count: number;
			/** Rows left out because an earlier one says the same. */
			readonly repeated: number;
			/** Rows left out because their product costs 0 and is not free. */
			readonly left: number;
			readonly mode: 'replace' | 'merge';
	  }
	/** The costs are as they were before the last import. */
	| { readonly phase: 'undone'; readonly fileName: string }
	| { readonly phase: 'cancelled'; readonly fileName: string }
	/** Nothing was changed. */
	| { readonly phase: 'failed'; readonly fileName: string; readonly reason: CsvFault | RefusalCode };

export interface CostsState {
	readonly query: string;
	/** Null until it was read. */
	readonly costs: readonly ProductCost[] | null;
	/** How many costs begin with the query. */
	readonly count: number;
	readonly upload: Upload;
}

export interface CostsActions {
	/** Lists the costs and follows changes made elsewhere; returns a function that stops following. */
	opened(): () => void;
	queryTyped(query: string): Promise<void>;
	/** Reads the beginning of the file and proposes columns. */
	fileChosen(file: CsvFile): Promise<void>;
	delimiterChosen(delimiter: string): Promise<void>;
	/** The row of the headings; null: the file has none. */
	headingsChosen(row: number | null): Promise<void>;
	columnsChosen(change: Partial<CsvColumns>): void;
	readingChosen(change: Partial<Omit<CsvReading, 'columns'>>): void;
	modeChosen(mode: 'replace' | 'merge'): void;
	/** Checks and sends the file; in force only when every row is good. `placeOf` names a column for people. */
	importStarted(placeOf: (column: RowPlace) => string): Promise<void>;
	/** Back to how the file that was refused is read. */
	readingReopened(): void;
	/** The import that was refused for costs of 0, again: these products are free, other costs of 0 are left out. */
	zerosSettled(free: readonly string[] | 'all', placeOf: (column: RowPlace) => string): Promise<void>;
	/** Costs that the file does not name may be forgotten. */
	replaceAgreed(): Promise<void>;
	importCancelled(): void;
	/** Takes the last import back, also one of an earlier visit. */
	importUndone(): Promise<void>;
	uploadClosed(): void;
	/** Chooses the period of one cost, or that its 0 counts. Answers the cost as it was, for undo; null when that failed. */
	costChanged(product: string, change: CommandData<'cost.change'>['change']): Promise<ProductCost | null>;
	cleared(): Promise<RefusalCode | null>;
}

export type Costs = CostsState & CostsActions;
export type CostsStore = StoreApi<Costs>;

/** Lets the page paint and take clicks. A timer, because a promise alone does not. */
function pause(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 0));
}

interface Running {
	isCancelled: boolean;
	/** Set while the user is asked whether costs may be forgotten. */
	agreed: ((answer: boolean) => void) | null;
}

/** Proposed, and shown, where neither the file nor its user names a currency. */
const usualCurrency = 'EUR';

/** The state of the list of costs and of the import of a file. */
export function createCostsStore({ ask, onChange }: Pick<FarSide, 'ask' | 'onChange'>): CostsStore {
	let lastFind = 0;
	let lastFile = 0;
	let running: Running | null = null;

	return createStore<Costs>((set, get) => {
		async function find(): Promise<void> {
			lastFind += 1;
			const serial = lastFind;
			const answer = await ask('costs.find', { query: get().query.trim(), limit: costsListed });
			if (serial === lastFind && answer.ok) set({ costs: answer.value.costs, count: answer.value.count });
		}

		async function layOut(file: CsvFile, choice: LayoutChoice): Promise<void> {
			lastFile += 1;
			const serial = lastFile;
			const layout = await readLayout(file, choice);
			if (serial !== lastFile) return;
			if (!layout.ok) {
				set({ upload: { phase: 'failed', fileName: file.name, reason: layout.error } });
				return;
			}
			const { upload } = get();
			const before = upload.phase === 'choosing' ? upload : null;
			const isSaid = before?.reading.isCurrencySaid ?? false;
			const reading = proposedReading(layout.value, before?.reading.currency ?? usualCurrency, isSaid);
			set({
				upload: { phase: 'choosing', file, layout: layout.value, reading, mode: before?.mode ?? 'replace' },
			});
		}

		/** Runs one import at a time; what it shows is this store's. */
		async function run(chosen: ChosenFile, placeOf: (column: RowPlace) => string): Promise<void> {
			if (running !== null) return;
			const mine: Running = { isCancelled: false, agreed: null };
			running = mine;
			try {
				await runImport(ask, chosen, placeOf, mine, (shown) => set({ upload: shown }));
			} finally {
				running = null;
			}
			await find();
		}

		return {
			query: '',
			costs: null,
			count: 0,
			upload: { phase: 'none' },

			opened() {
				void find();
				return onChange(({ subject }) => {
					if (subject === 'costs' || subject === 'playbook') void find();
				});
			},
			async queryTyped(query) {
				set({ query });
				await find();
			},
			fileChosen: (file) => layOut(file, {}),
			async delimiterChosen(delimiter) {
				const { upload } = get();
				if (upload.phase === 'choosing') await layOut(upload.file, { delimiter });
			},
			async headingsChosen(headingRow) {
				const { upload } = get();
				if (upload.phase !== 'choosing') return;
				await layOut(upload.file, { delimiter: upload.layout.delimiter, headingRow });
			},
			columnsChosen(change) {
				const { upload } = get();
				if (upload.phase !== 'choosing') return;
				set({ upload: { ...upload, reading: withColumns(upload.layout, upload.reading, change) } });
			},
			readingChosen(change) {
				const { upload } = get();
				if (upload.phase !== 'choosing') return;
				const isCurrencySaid = upload.reading.isCurrencySaid || change.currency !== undefined;
				set({ upload: { ...upload, reading: { ...upload.reading, isCurrencySaid, ...change } } });
			},
			modeChosen(mode) {
				const { upload } = get();
				if (upload.phase === 'choosing') set({ upload: { ...upload, mode } });
			},
			async importStarted(placeOf) {
				const { upload } = get();
				if (upload.phase === 'choosing') await run(upload, placeOf);
			},
			readingReopened() {
				const { upload } = get();
				if (upload.phase === 'refused') set({ upload: { phase: 'choosing', ...upload.chosen } });
			},
			async zerosSettled(free, placeOf) {
				const { upload } = get();
				if (upload.phase !== 'refused') return;
				const { chosen } = upload;
				const zeros = free === 'all' ? 'free' : { free: new Set(free) };
				await run({ ...chosen, reading: { ...chosen.reading, zeros } }, placeOf);
			},
			async replaceAgreed() {
				running?.agreed?.(true);
			},
			importCancelled() {
				if (!running) return;
				running.isCancelled = true;
				running.agreed?.(false);
			},
			async importUndone() {
				const { upload } = get();
				if (upload.phase !== 'done' && upload.phase !== 'none') return;
				const fileName = upload.phase === 'done' ? upload.fileName : '';
				const answer = await ask('costs.undo', null);
				const isUndone = answer.ok && answer.value;
				const reason = answer.ok ? 'storage-failed' : codeOf(answer);
				set({
					upload: isUndone ? { phase: 'undone', fileName } : { phase: 'failed', fileName, reason },
				});
				await find();
			},
			uploadClosed() {
				lastFile += 1;
				if (running === null) set({ upload: { phase: 'none' } });
			},
			async costChanged(product, change) {
				const answer = await ask('cost.change', { product, change });
				// The import before it cannot be taken back any more without this change.
				if (answer.ok && get().upload.phase === 'done') set({ upload: { phase: 'none' } });
				await find();
				return answer.ok ? answer.value : null;
			},
			async cleared() {
				const answer = await ask('costs.clear', null);
				// What its Undo would bring back is another list now.
				if (answer.ok && ['done', 'undone'].includes(get().upload.phase)) set({ upload: { phase: 'none' } });
				await find();
				return answer.ok ? null : codeOf(answer);
			},
		};
	});
}

async function runImport(
	ask: Ask,
	chosen: ChosenFile,
	placeOf: (column: RowPlace) => string,
	control: Running,
	show: (upload: Upload) => void,
): Promise<void> {
	const { file, layout, reading, mode } = chosen;
	const fileName = file.name;
	show({ phase: 'running', fileName, rows: 0, share: 0, problemCount: 0 });
	const begun = await ask('costs.begin', null);
	if (!begun.ok) {
		show({ phase: 'failed', fileName, reason: codeOf(begun) });
		return;
	}
	const { upload } = begun.value;
	const problems: FileProblem[] = [];
	let problemCount = 0;
	const zeros: string[] = [];
	let rows = 0;
	let left = 0;
	let repeated = 0;
	let waiting: ProductCost[] = [];

	async function leave(shown: Upload): Promise<void> {
		await ask('costs.abandon', { upload });
		show(shown);
	}

	try {
		for await (const part of checkedParts(file, layout, reading, placeOf)) {
			if (control.isCancelled) return await leave({ phase: 'cancelled', fileName });
			problemCount += part.problems.length;
			problems.push(...part.problems.slice(0, problemsShown - problems.length));
			zeros.push(...part.zeros);
			rows += part.taken.length;
			left += part.left;
			repeated += part.repeated.length;
			// A file with a problem is refused whole: what follows is only checked.
			if (problemCount === 0) waiting.push(...part.taken.map(({ cost }) => cost));
			while (problemCount === 0 && waiting.length >= costsPerPart) {
				const sent = await ask('costs.part', { upload, costs: waiting.slice(0, costsPerPart) });
				if (!sent.ok) return await leave({ phase: 'failed', fileName, reason: codeOf(sent) });
				waiting = waiting.slice(costsPerPart);
			}
			show({ phase: 'running', fileName, rows, share: file.size === 0 ? 1 : part.bytes / file.size, problemCount });
			await pause();
		}
	} catch (error) {
		// The browser refuses to read a file that was changed or moved after it was chosen.
		if (!(error instanceof DOMException)) throw error;
		return await leave({ phase: 'failed', fileName, reason: 'file-unreadable' });
	}
	if (control.isCancelled) return await leave({ phase: 'cancelled', fileName });
	if (problemCount > 0) {
		const settling = zeros.length === problemCount ? zeros : [];
		return await leave({ phase: 'refused', fileName, problems, problemCount, zeros: settling, chosen });
	}
	if (rows === 0) return await leave({ phase: 'failed', fileName, reason: 'file-empty' });
	if (waiting.length > 0) {
		const sent = await ask('costs.part', { upload, costs: waiting });
		if (!sent.ok) return await leave({ phase: 'failed', fileName, reason: codeOf(sent) });
	}
	if (mode === 'replace') {
		const compared = await ask('costs.compare', { upload });
		if (!compared.ok) return await leave({ phase: 'failed', fileName, reason: codeOf(compared) });
		const { removed, names } = compared.value;
		if (removed > 0) {
			const answer = new Promise<boolean>((resolve) => {
				control.agreed = resolve;
			});
			show({ phase: 'asking', fileName, rows, removed, names });
			const isAgreed = await answer;
			control.agreed = null;
			if (!isAgreed) return await leave({ phase: 'cancelled', fileName });
		}
	}
	const done = await ask('costs.commit', { upload, mode });
	if (!done.ok) return await leave({ phase: 'failed', fileName, reason: codeOf(done) });
	show({ phase: 'done', fileName, rows, count: done.value.count, left, repeated, mode });
}
