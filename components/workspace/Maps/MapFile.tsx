import { useState } from 'react';
import { texts as shownCrmsTexts } from '../../../assets/texts/shown-crms.ts';
import { texts as allTexts } from '../../../assets/texts/workspace.ts';
import type { FileProblem } from '../../../core/model/settings.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useStorage } from '../Context/Context.tsx';
import { FileDrop } from '../FileDrop/FileDrop.tsx';
import { ProblemList } from '../ProblemList/ProblemList.tsx';
import { useMaps } from './MapsContext.tsx';

/** Hundreds of maps are under 10 MB; more than this is another kind of file. */
const largestBytes = 32 * 1024 * 1024;

const problemsListed = 200;

/** Takes in a file of shown CRMs, and says what it brought or why it was refused. */
export function MapFile() {
	const words = useTexts(shownCrmsTexts);
	const all = useTexts(allTexts);
	const format = useFormat();
	const choose = useMaps((state) => state.fileChosen);
	const undo = useMaps((state) => state.importUndone);
	const canUndo = useStorage((state) => state.undo.maps);
	const [problems, setProblems] = useState<readonly FileProblem[]>([]);
	const [fault, setFault] = useState<string | null>(null);
	const [said, setSaid] = useState<string | null>(null);

	async function chosen(file: File): Promise<void> {
		setProblems([]);
		setFault(null);
		setSaid(null);
		if (file.size > largestBytes) {
			setFault(words.tooLarge);
			return;
		}
		let text: string;
		try {
			text = await file.text();
		} catch {
			// The file was moved or changed after it was chosen.
			setFault(words.unreadable);
			return;
		}
		const answer = await choose(text);
		if (answer.ok) {
			const { added, replaced, kept } = answer.value;
			const counts = words.imported(format.count(added), format.count(replaced), format.count(kept));
			setSaid(`${counts} ${words.allow}`);
		} else if (answer.error.code === 'problems') {
			setProblems(answer.error.problems);
		} else {
			setFault(all.refused[answer.error.code]);
		}
	}

	async function undone(): Promise<void> {
		setFault(null);
		const answer = await undo();
		setSaid(answer.ok && answer.value ? words.importUndone : null);
		if (!answer.ok && answer.error.code !== 'problems') setFault(all.refused[answer.error.code]);
		else if (!answer.ok || !answer.value) setFault(words.importNotUndone);
	}

	return (
		<>
			{problems.length > 0 ? (
				<ProblemList
					title={words.refused(problems.length, format.count(problems.length))}
					problems={problems.slice(0, problemsListed)}
					count={problems.length}
				/>
			) : null}
			{fault ? (
				<p role="alert" className="m-0 rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
					■ {fault}
				</p>
			) : null}
			<p role="status" className={said ? 'm-0 rounded-lg bg-ok-soft px-3 py-2 text-sm text-ok' : 'sr-only'}>
				{said ? `● ${said}` : ''}
			</p>
			{canUndo ? (
				<Button look="quiet" className="w-fit" onClick={() => void undone()}>
					{words.undoImport}
				</Button>
			) : null}
			<FileDrop
				label={words.choose}
				dropWords={words.dropHere}
				accept=".json,application/json"
				onFile={(file) => void chosen(file)}
			/>
		</>
	);
}
