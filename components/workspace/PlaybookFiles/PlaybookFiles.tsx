import { Download } from 'lucide-react';
import { useState } from 'react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import type { SaveFailure } from '../../../stores/workspace/save-answers.ts';
import type { PreviewedImport } from '../../../stores/workspace/store.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { Choices } from '../Choices/Choices.tsx';
import { useHost, useStorage, useWorkspace } from '../Context/Context.tsx';
import { FileDrop } from '../FileDrop/FileDrop.tsx';
import { ProblemList } from '../ProblemList/ProblemList.tsx';
import { Card } from '../Section/Card.tsx';
import { Section } from '../Section/Section.tsx';
import { FollowCard } from '../Source/FollowCard.tsx';
import { FollowedCard } from '../Source/FollowedCard.tsx';
import { Locked } from '../Source/Locked.tsx';
import { PublishCard } from '../Source/PublishCard.tsx';
import { useFollowed } from '../Source/SourceContext.tsx';
import { ImportPreview } from './ImportPreview.tsx';

/** A playbook with 100,000 costs is under 10 MB; more than this is another kind of file. */
const largestBytes = 64 * 1024 * 1024;

const problemsListed = 200;

const costChoices = ['without', 'for-reps', 'with'] as const;

interface ChosenFile {
	readonly fileName: string;
	readonly text: string;
	readonly preview: PreviewedImport;
}

export function PlaybookFiles() {
	const all = useTexts(workspaceTexts);
	const shared = useTexts(sharedTexts);
	const words = all.files;
	const format = useFormat();
	const toast = useToast();
	const host = useHost();
	const playbook = useWorkspace((state) => state.playbook);
	const costCount = useWorkspace((state) => state.costCount);
	const choose = useWorkspace((state) => state.fileChosen);
	const importFile = useWorkspace((state) => state.fileImported);
	const loadSample = useWorkspace((state) => state.sampleChosen);
	const undoImport = useWorkspace((state) => state.importUndone);
	const askFile = useWorkspace((state) => state.fileAsked);
	const followed = useFollowed();
	const canUndo = useStorage(({ undo }) => undo.playbook);
	const [costs, setCosts] = useState<(typeof costChoices)[number]>('without');
	const [problems, setProblems] = useState<readonly FileProblem[]>([]);
	const [sentence, setSentence] = useState<string | null>(null);
	const [chosenFile, setChosenFile] = useState<ChosenFile | null>(null);

	function refused(error: SaveFailure): void {
		if (error.code === 'problems') setProblems(error.problems);
		else setSentence(all.refused[error.code]);
	}

	async function undone(): Promise<void> {
		const answer = await undoImport();
		if (!answer.ok) toast({ text: answer.error.code === 'problems' ? all.undoFailed : all.refused[answer.error.code] });
		else toast({ text: answer.value ? words.importUndone : words.nothingToUndo });
	}

	const undoIt = { label: shared.undo, run: () => void undone() };

	async function chosen(file: File): Promise<void> {
		setProblems([]);
		setSentence(null);
		setChosenFile(null);
		if (file.size > largestBytes) {
			setSentence(words.tooLarge);
			return;
		}
		let text: string;
		try {
			text = await file.text();
		} catch {
			// The file was moved or changed after it was chosen.
			setSentence(words.unreadable);
			return;
		}
		const answer = await choose(text);
		if (answer.ok) setChosenFile({ fileName: file.name, text, preview: answer.value });
		else refused(answer.error);
	}

	async function imported({ text }: ChosenFile): Promise<void> {
		setChosenFile(null);
		const answer = await importFile(text);
		if (!answer.ok) {
			refused(answer.error);
			return;
		}
		const { stages, collateral, costs: read, maps } = answer.value;
		const came = maps && maps.added + maps.replaced;
		const sentences = [
			words.imported(format.count(stages), format.count(collateral), read === null ? null : format.count(read)),
			...(came === null ? [] : [words.mapsCame(came, format.count(came))]),
		];
		toast({ text: sentences.join(' '), undo: undoIt });
	}

	async function sampled(): Promise<void> {
		setProblems([]);
		setSentence(null);
		const answer = await loadSample();
		if (answer.ok) toast({ text: words.sampleLoaded, undo: undoIt });
		else refused(answer.error);
	}

	async function downloaded(): Promise<void> {
		const answer = await askFile(costs);
		if (answer.ok) host.download(answer.value.fileName, answer.value.text, 'application/json');
		else refused(answer.error);
	}

	return (
		<Section title={words.title} lead={words.lead}>
			{playbook === null ? null : (
				<p className="m-0 text-sm text-ink-2">
					{words.here(
						format.count(playbook.process.stages.length),
						format.count(playbook.collateral.length),
						format.count(costCount),
					)}
				</p>
			)}
			{problems.length > 0 ? (
				<ProblemList
					title={
						problems.length >= problemsListed
							? words.refusedMany(format.count(problemsListed))
							: words.refused(problems.length, format.count(problems.length))
					}
					problems={problems.slice(0, problemsListed)}
					count={problems.length}
				/>
			) : null}
			{sentence ? (
				<p role="alert" className="m-0 rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
					■ {sentence}
				</p>
			) : null}
			{followed === null ? <FollowCard /> : <FollowedCard followed={followed} />}
			<Locked>
				<Card title={words.import} hint={words.importHint}>
					<FileDrop
						label={words.choose}
						dropWords={words.dropHere}
						accept=".json,application/json"
						onFile={(file) => void chosen(file)}
					/>
					{chosenFile ? (
						<ImportPreview
							fileName={chosenFile.fileName}
							preview={chosenFile.preview}
							importLabel={words.previewImport}
							onImport={() => void imported(chosenFile)}
							onCancel={() => setChosenFile(null)}
						/>
					) : null}
					{canUndo ? (
						<Button look="quiet" className="w-fit" onClick={() => void undone()}>
							{words.undoImport}
						</Button>
					) : null}
				</Card>
			</Locked>
			{followed === null ? <PublishCard /> : null}
			<Card title={words.export} hint={words.exportHint}>
				<Choices
					look="field"
					columns={1}
					label={words.exportAs}
					value={costs}
					options={costChoices.map((value) => ({
						value,
						label: words.costs[value],
						hint: words.costsHints[value],
					}))}
					onChange={setCosts}
				/>
				<Button className="w-fit" onClick={() => void downloaded()}>
					<Download aria-hidden="true" size={16} strokeWidth={1.75} /> {words.download}
				</Button>
			</Card>
			<Locked>
				<Card title={words.sample} hint={words.sampleHint}>
					<Button className="w-fit" onClick={() => void sampled()}>
						{words.loadSample}
					</Button>
				</Card>
			</Locked>
		</Section>
	);
}
