import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { PreviewedImport } from '../../../stores/workspace/store.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';

interface ImportPreviewProps {
	readonly fileName: string;
	readonly preview: PreviewedImport;
	/** What the button that takes it says. */
	readonly importLabel: string;
	readonly onImport: () => void;
	readonly onCancel: () => void;
}

/** What importing a file would replace and what it would leave, part by part, before anything is changed. */
export function ImportPreview({ fileName, preview, importLabel, onImport, onCancel }: ImportPreviewProps) {
	const words = useTexts(workspaceTexts).files;
	const shared = useTexts(sharedTexts);
	const format = useFormat();
	const { replaced, kept, costs, maps, name } = preview;
	const counted = (count: number | null) => (count === null ? null : format.count(count));
	const incoming = [
		...replaced.map(({ part, count, here }) => ({
			key: part as string,
			text: words.replaces(words.parts[part], counted(count), counted(here)),
		})),
		...(costs.count === null
			? []
			: [{ key: 'costs', text: words.replaces(words.parts.costs, counted(costs.count), counted(costs.here)) }]),
	];
	const staying = [
		...kept.map(({ part, count }) => ({ key: part as string, text: words.keeps(words.parts[part], counted(count)) })),
		...(costs.count === null ? [{ key: 'costs', text: words.keeps(words.parts.costs, counted(costs.here)) }] : []),
	];
	return (
		<section aria-label={words.previewTitle} className="grid gap-3 rounded-xl border border-line p-4 text-sm">
			<p className="m-0">
				<b className="font-semibold break-all">{fileName}</b>
				<span className="text-ink-2">: {name}</span>
			</p>
			<div className="grid gap-4 sm:grid-cols-2">
				<List title={words.previewReplaces} items={incoming} />
				<List title={words.previewKeeps} items={staying} />
			</div>
			{maps === null ? null : <p className="m-0 text-ink-2">{words.previewMaps(maps, format.count(maps))}</p>}
			<div className="flex flex-wrap justify-end gap-2">
				<Button onClick={onCancel}>{shared.cancel}</Button>
				<Button look="primary" onClick={onImport}>
					{importLabel}
				</Button>
			</div>
		</section>
	);
}

interface ListProps {
	readonly title: string;
	readonly items: readonly { readonly key: string; readonly text: string }[];
}

function List({ title, items }: ListProps) {
	if (items.length === 0) return null;
	return (
		<div>
			<h4 className="m-0 mb-1 text-xs font-semibold text-ink-2">{title}</h4>
			<ul className="m-0 grid list-none gap-0.5 p-0">
				{items.map(({ key, text }) => (
					<li key={key}>{text}</li>
				))}
			</ul>
		</div>
	);
}
