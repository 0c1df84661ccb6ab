import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ProductCost } from '../core/model/playbook.ts';
import type { FileProblem } from '../core/model/settings.ts';
import type { CommandError } from '../messages/protocol.ts';
import type { Ask, FarSide } from './workspace.ts';
import {
	type CsvColumns,
	type CsvFault,
	type CsvFile,
	type CsvLayout,
	type CsvReading,
	checkedParts,
	detectColumns,
	detectDecimals,
	readLayout,
} from './workspace-csv.ts';

/** Rows sent to the background at once. */
export const costsPerPart = 5_000;

/** Problems shown of a refused file; the rest is counted. */
export const problemsShown = 200;

/** Costs listed at most. */
export const costsListed = 50;

/** Where the import of a file stands. */
export type Upload =
	| { readonly phase: 'none' }
	/** The file's beginning was read; the user says which column is which. */
	| {
			readonly phase: 'choosing';
			readonly file: CsvFile;
			readonly layout: CsvLayout;
			readonly reading: CsvReading;
			readonly mode: 'replace' | 'merge';
	  }
	| {
			readonly phase: 'running';
			readonly fileName: string;
			readonly rows: number;
			readonly share: number;
			readonly problemCount: number;
	  }
	/** Nothing was changed. */
	| {
			readonly phase: 'refused';
			readonly fileName: string;
			readonly problems: readonly FileProblem[];
			readonly problemCount: number;
	  }
	| {
			readonly phase: 'done';
			readonly fileName: string;
			readonly rows: number;
			readonly count: number;
			readonly mode: 'replace' | 'merge';
	  }
	| { readonly phase: 'cancelled'; readonly fileName: string }
	/** Nothing was changed. */
	| { readonly phase: 'failed'; readonly fileName: string; readonly reason: CsvFault | CommandError };

export interface CostsState {
	readonly query: string;
	/** Null until it was read. */
	readonly costs: readonly ProductCost[] | null;
	/** How many costs begin with the query. */
	readonly count: number;
	readonly upload: Upload;
}

export interface CostsActions {
	/** Lists the costs and follows changes made elsewhere; answers what stops following. */
	opened(): () => void;
	queryTyped(query: string): Promise<void>;
	/** Reads the beginning of the file and proposes columns. */
	fileChosen(file: CsvFile): Promise<void>;
	delimiterChosen(delimiter: string): Promise<void>;
	columnsChosen(change: Partial<CsvColumns>): void;
	readingChosen(change: Partial<Omit<CsvReading, 'columns'>>): void;
	modeChosen(mode: 'replace' | 'merge'): void;
	/** Checks and sends the file; in force only when every row is good. */
	importStarted(placeOf: (column: 'product' | 'cost' | 'currency' | 'row') => string): Promise<void>;
	importCancelled(): void;
	uploadClosed(): void;
	cleared(): Promise<CommandError | null>;
}

export type Costs = CostsState & CostsActions;
export type CostsStore = StoreApi<Costs>;

/** Lets the page paint and take clicks. A timer, because a promise alone does not. */
function pause(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 0));
}

interface Running {
	isCancelled: boolean;
}

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

		async function layOut(file: CsvFile, delimiter: string | null, kept: Partial<CsvReading>): Promise<void> {
			lastFile += 1;
			const serial = lastFile;
			const layout = await readLayout(file, delimiter);
			if (serial !== lastFile) return;
			if (!layout.ok) {
				set({ upload: { phase: 'failed', fileName: file.name, reason: layout.error } });
				return;
			}
			const columns = detectColumns(layout.value.header);
			const decimals = detectDecimals(layout.value, columns.cost);
			const { upload } = get();
			set({
				upload: {
					phase: 'choosing',
					file,
					layout: layout.value,
					reading: { columns, decimals, currency: kept.currency ?? 'EUR' },
					mode: upload.phase === 'choosing' ? upload.mode : 'replace',
				},
			});
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
			fileChosen: (file) => layOut(file, null, {}),
			async delimiterChosen(delimiter) {
				const { upload } = get();
				if (upload.phase === 'choosing') await layOut(upload.file, delimiter, upload.reading);
			},
			columnsChosen(change) {
				const { upload } = get();
				if (upload.phase !== 'choosing') return;
				const columns = { ...upload.reading.columns, ...change };
				const decimals =
					change.cost === undefined ? upload.reading.decimals : detectDecimals(upload.layout, columns.cost);
				set({ upload: { ...upload, reading: { ...upload.reading, columns, decimals } } });
			},
			readingChosen(change) {
				const { upload } = get();
				if (upload.phase === 'choosing') set({ upload: { ...upload, reading: { ...upload.reading, ...change } } });
			},
			modeChosen(mode) {
				const { upload } = get();
				if (upload.phase === 'choosing') set({ upload: { ...upload, mode } });
			},
			async importStarted(placeOf) {
				const { upload } = get();
				if (upload.phase !== 'choosing' || running !== null) return;
				const mine: Running = { isCancelled: false };
				running = mine;
				try {
					await runImport(ask, upload, placeOf, mine, (shown) => set({ upload: shown }));
				} finally {
					running = null;
				}
				await find();
			},
			importCancelled() {
				if (running) running.isCancelled = true;
			},
			uploadClosed() {
				lastFile += 1;
				if (running === null) set({ upload: { phase: 'none' } });
			},
			async cleared() {
				const answer = await ask('costs.clear', null);
				await find();
				return answer.ok ? null : answer.error;
			},
		};
	});
}

async function runImport(
	ask: Ask,
	{ file, layout, reading, mode }: Extract<Upload, { phase: 'choosing' }>,
	placeOf: (column: 'product' | 'cost' | 'currency' | 'row') => string,
	control: Running,
	show: (upload: Upload) => void,
): Promise<void> {
	const fileName = file.name;
	show({ phase: 'running', fileName, rows: 0, share: 0, problemCount: 0 });
	const begun = await ask('costs.begin', null);
	if (!begun.ok) {
		show({ phase: 'failed', fileName, reason: begun.error });
		return;
	}
	const { upload } = begun.value;
	const problems: FileProblem[] = [];
	let problemCount = 0;
	let rows = 0;
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
			rows += part.costs.length;
			// A file with a problem is refused whole: what follows is only checked.
			if (problemCount === 0) waiting.push(...part.costs);
			while (problemCount === 0 && waiting.length >= costsPerPart) {
				const sent = await ask('costs.part', { upload, costs: waiting.slice(0, costsPerPart) });
				if (!sent.ok) return await leave({ phase: 'failed', fileName, reason: sent.error });
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
	if (problemCount > 0) return await leave({ phase: 'refused', fileName, problems, problemCount });
	if (rows === 0) return await leave({ phase: 'failed', fileName, reason: 'file-empty' });
	if (waiting.length > 0) {
		const sent = await ask('costs.part', { upload, costs: waiting });
		if (!sent.ok) return await leave({ phase: 'failed', fileName, reason: sent.error });
	}
	const done = await ask('costs.commit', { upload, mode });
	if (!done.ok) return await leave({ phase: 'failed', fileName, reason: done.error });
	show({ phase: 'done', fileName, rows, count: done.value.count, mode });
}
