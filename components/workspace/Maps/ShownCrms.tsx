import { Download } from 'lucide-react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as shownCrmsTexts } from '../../../assets/texts/shown-crms.ts';
import { texts as allTexts } from '../../../assets/texts/workspace.ts';
import type { SiteMaps } from '../../../core/model/page-map.ts';
import type { Result } from '../../../core/model/result.ts';
import { crmTitle } from '../../../stores/crms.ts';
import { hostOf } from '../../../stores/workspace/maps.ts';
import type { SaveFailure } from '../../../stores/workspace/save-answers.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useHost } from '../Context/Context.tsx';
import { RemoveRow, Rows } from '../Rows/Rows.tsx';
import { Card } from '../Section/Card.tsx';
import { Empty } from '../Section/Empty.tsx';
import { MapFile } from './MapFile.tsx';
import { MapRow } from './MapRow.tsx';
import { useHasMaps, useMaps } from './MapsContext.tsx';

/** CRMs and fields that somebody showed, to rename, share and remove. */
export function ShownCrms() {
	return useHasMaps() ? <ShownCrmsCard /> : null;
}

function ShownCrmsCard() {
	const words = useTexts(shownCrmsTexts);
	const all = useTexts(allTexts);
	const shared = useTexts(sharedTexts);
	const { locale } = useFormat();
	const toast = useToast();
	const host = useHost();
	const shown = useMaps((state) => state.all);
	const isFailed = useMaps((state) => state.isFailed);
	const readAgain = useMaps((state) => state.readAgain);
	const rename = useMaps((state) => state.mapRenamed);
	const removeMap = useMaps((state) => state.mapRemoved);
	const removePointed = useMaps((state) => state.pointedRemoved);
	const restore = useMaps((state) => state.mapsRestored);
	const askFile = useMaps((state) => state.fileAsked);
	const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
	const dayOf = (moment: string) => days.format(new Date(moment));

	/** True when it was done; else says why not. */
	function isDone<T>(answer: Result<T, SaveFailure>): answer is { readonly ok: true; readonly value: T } {
		if (!answer.ok && answer.error.code !== 'problems') toast({ text: all.refused[answer.error.code] });
		return answer.ok;
	}

	async function renamed(id: string, name: string): Promise<boolean> {
		const isRenamed = isDone(await rename(id, name));
		if (isRenamed) toast({ text: words.renamed(name) });
		return isRenamed;
	}

	async function removed(question: Promise<Result<SiteMaps, SaveFailure>>, text: string): Promise<void> {
		const answer = await question;
		if (!isDone(answer)) return;
		const putBack = async () => {
			if (!(await restore(answer.value)).ok) toast({ text: all.undoFailed });
		};
		toast({ text, undo: { label: shared.undo, run: () => void putBack() } });
	}

	async function downloaded(id: string | null): Promise<void> {
		const answer = await askFile(id);
		if (isDone(answer)) host.download(answer.value.fileName, answer.value.text, 'application/json');
	}

	const { maps = [], pointed = [] } = shown ?? {};
	const isEmpty = maps.length + pointed.length === 0;
	return (
		<Card
			title={words.title}
			hint={words.hint}
			actions={
				isEmpty ? null : (
					<Button onClick={() => void downloaded(null)}>
						<Download aria-hidden="true" size={16} strokeWidth={1.75} /> {words.downloadAll}
					</Button>
				)
			}
		>
			{isFailed ? (
				<div
					role="alert"
					className="flex flex-wrap items-center gap-3 rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad"
				>
					<span>■ {words.failed}</span>
					<Button size="small" onClick={() => void readAgain()}>
						{words.tryAgain}
					</Button>
				</div>
			) : null}
			{shown !== null && isEmpty ? <Empty title={words.emptyTitle} text={words.empty} /> : null}
			<Rows className="grid gap-4" isRemovalSaid={false}>
				{maps.length > 0 ? (
					<ul aria-label={words.maps} className="m-0 list-none p-0">
						{maps.map((map) => (
							<MapRow
								key={map.id}
								map={map}
								day={dayOf(map.updatedAt)}
								onRename={(name) => renamed(map.id, name)}
								onDownload={() => void downloaded(map.id)}
								onRemove={() => void removed(removeMap(map.id), words.removed(map.name))}
							/>
						))}
					</ul>
				) : null}
				{pointed.length > 0 ? (
					<div className="grid gap-1">
						<h4 className="m-0 text-sm font-semibold">{words.pointed}</h4>
						<ul aria-label={words.pointed} className="m-0 list-none p-0">
							{pointed.map((field) => (
								<li
									key={JSON.stringify([field.crm, field.site, field.field])}
									data-row={JSON.stringify([field.crm, field.site, field.field])}
									className="flex min-h-11 items-center gap-3 border-t border-line py-1.5 text-sm"
								>
									<span className="min-w-0 flex-1">
										<span className="font-semibold break-words">{field.field}</span>
										<span className="flex flex-wrap gap-x-3 text-xs text-ink-3">
											<span>{crmTitle(field.crm) ?? field.crm}</span>
											<span className="break-all">{hostOf(field.site)}</span>
											<span>{words.shownOn(dayOf(field.updatedAt))}</span>
										</span>
									</span>
									<RemoveRow
										label={words.removeField(field.field, crmTitle(field.crm) ?? field.crm)}
										onRemove={() => void removed(removePointed(field), words.removedField(field.field))}
									/>
								</li>
							))}
						</ul>
					</div>
				) : null}
				<MapFile />
			</Rows>
		</Card>
	);
}
