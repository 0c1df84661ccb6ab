import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { texts } from '../../assets/texts/storage.ts';
import type { UnreadableRow } from '../../core/model/storage-state.ts';
import { type StorageStore, selectUnreadableStores } from '../../stores/storage.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

export interface StorageNoticeProps {
	readonly store: StorageStore;
	/**
	 * `whole`: rows are listed and can be put aside; `save`: they can be saved as a file; `short`: the workspace is where
	 * both is done.
	 */
	readonly as:
		| { readonly kind: 'whole'; readonly download: Download }
		| { readonly kind: 'save'; readonly download: Download; readonly onWorkspace: () => void }
		| { readonly kind: 'short'; readonly onWorkspace: () => void };
}

type Download = (fileName: string, text: string, type: string) => void;

/** What is wrong with what this browser keeps, and what to do about it. Nothing is drawn while all is well. */
export function StorageNotice({ store, as }: StorageNoticeProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const state = useStore(store, (view) => view.state);
	const [said, setSaid] = useState<string | null>(null);
	useEffect(() => store.getState().opened(), [store]);
	const { trouble, unreadable, unreadableCount } = state;
	if (trouble === null && unreadableCount === 0) return said === null ? null : <p role="status">{said}</p>;
	const stores = selectUnreadableStores(state).map(({ store: name, count }) =>
		count === 1 ? words.stores[name] : words.times(words.stores[name], format.count(count)),
	);
	const hasFile = unreadableCount > 0 || trouble === 'database-newer';

	async function saved(download: Download): Promise<void> {
		const file = await store.getState().fileAsked();
		setSaid(file ? null : words.saveFailed);
		if (file) download(file.fileName, file.text, 'application/json');
	}

	async function putAside(row: UnreadableRow): Promise<void> {
		setSaid((await store.getState().putAside(row)) ? words.aside : words.notAside);
	}

	return (
		<section
			role="alert"
			aria-label={words.name}
			className="grid gap-2 border-b border-line bg-bad-soft px-4 py-2.5 text-sm leading-5 text-ink"
		>
			{trouble !== null && (
				<p className="m-0">
					<Mark />
					<b className="font-semibold">{words.titles[trouble]}</b> {words.helps[trouble]}
				</p>
			)}
			{unreadableCount > 0 && (
				<p className="m-0">
					<Mark />
					<b className="font-semibold">
						{words.unreadable(unreadableCount, format.count(unreadableCount))} {format.list(stores)}.
					</b>{' '}
					{words.unreadableHelp}
				</p>
			)}
			<div className="flex flex-wrap gap-2">
				{as.kind !== 'short' && hasFile && (
					<Button size="small" onClick={() => void saved(as.download)}>
						{words.saveFile}
					</Button>
				)}
				{as.kind !== 'whole' && (
					<Button size="small" onClick={as.onWorkspace}>
						{words.openWorkspace}
					</Button>
				)}
			</div>
			{as.kind === 'whole' && unreadable.length > 0 && <Rows rows={unreadable} onPutAside={putAside} />}
			{said !== null && (
				<p role="status" className="m-0 text-xs">
					{said}
				</p>
			)}
		</section>
	);
}

function Mark() {
	return (
		<span aria-hidden="true" className="mr-1.5 text-xs text-bad">
			■
		</span>
	);
}

interface RowsProps {
	readonly rows: readonly UnreadableRow[];
	readonly onPutAside: (row: UnreadableRow) => Promise<void>;
}

function Rows({ rows, onPutAside }: RowsProps) {
	const words = useTexts(texts);
	return (
		<details>
			<summary className="w-fit cursor-pointer rounded text-xs font-semibold">{words.showRows}</summary>
			<ul className="m-0 mt-1.5 grid max-h-48 list-none gap-1 overflow-y-auto p-0">
				{rows.map((row) => (
					<li key={`${row.store} ${row.key}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
						<span className="min-w-0 flex-1 wrap-anywhere">
							{words.stores[row.store]} <span className="text-ink-3">{row.key}</span>
						</span>
						<Button
							size="small"
							aria-label={words.putAsideOf(words.stores[row.store], row.key)}
							onClick={() => void onPutAside(row)}
						>
							{words.putAside}
						</Button>
					</li>
				))}
			</ul>
		</details>
	);
}
