import { useState } from 'react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts } from '../../../assets/texts/source.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { SaveFailure } from '../../../stores/workspace/save-answers.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Dialog } from '../../ui/Dialog/Dialog.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useHost } from '../Context/Context.tsx';
import { FileDrop } from '../FileDrop/FileDrop.tsx';
import { useSource } from './SourceContext.tsx';

const shownSigns = 8;

/** A key's file is a few hundred bytes. */
const largestBytes = 100_000;

/** The key that this browser signs with: made, brought back, forgotten. */
export function SigningKey({ signingKey }: { readonly signingKey: string | null }) {
	const words = useTexts(texts);
	const shared = useTexts(sharedTexts);
	const all = useTexts(workspaceTexts);
	const host = useHost();
	const make = useSource((state) => state.keyMade);
	const take = useSource((state) => state.keyTaken);
	const forget = useSource((state) => state.keyForgotten);
	const [said, setSaid] = useState<{ readonly text: string; readonly isDone: boolean } | null>(null);
	const [isAsking, setAsking] = useState(false);

	function refused(failure: SaveFailure): void {
		const text = failure.code === 'problems' ? all.reasons['not-a-key'] : all.refused[failure.code];
		setSaid({ text: text ?? all.problems.other, isDone: false });
	}

	async function made(): Promise<void> {
		const answer = await make();
		if (!answer.ok) refused(answer.error);
		else if (answer.value === null) setSaid({ text: words.keyImpossible, isDone: false });
		else {
			host.download('dealside-signing-key.json', answer.value.backup, 'application/json');
			setSaid({ text: words.keyMade, isDone: true });
		}
	}

	async function brought(file: File): Promise<void> {
		const text = file.size > largestBytes ? '' : await file.text().catch(() => '');
		const answer = await take(text);
		if (answer.ok) setSaid({ text: words.keyTaken, isDone: true });
		else refused(answer.error);
	}

	async function forgotten(): Promise<void> {
		setAsking(false);
		const answer = await forget();
		if (answer.ok) setSaid({ text: words.keyForgotten, isDone: true });
		else refused(answer.error);
	}

	return (
		<section aria-label={words.keyTitle} className="grid gap-3 border-t border-line pt-4">
			<div>
				<h4 className="m-0 text-sm font-semibold">{words.keyTitle}</h4>
				<p className="mt-0.5 mb-0 max-w-2xl text-sm text-ink-3">{words.keyHint}</p>
			</div>
			{signingKey === null ? (
				<>
					<Button className="w-fit" onClick={() => void made()}>
						{words.keyMake}
					</Button>
					<FileDrop
						label={words.keyTake}
						dropWords={words.dropHere}
						accept=".json,application/json"
						onFile={(file) => void brought(file)}
					/>
				</>
			) : (
				<div className="flex flex-wrap items-center gap-3 text-sm">
					<p className="m-0">{words.keyHere(signingKey.slice(0, shownSigns))}</p>
					<Button look="quiet" onClick={() => setAsking(true)}>
						{words.keyForget}
					</Button>
				</div>
			)}
			<p
				role={said?.isDone === false ? 'alert' : 'status'}
				className={said === null ? 'sr-only' : `m-0 text-sm ${said.isDone ? 'text-ok' : 'text-bad'}`}
			>
				{said?.text ?? ''}
			</p>
			<Dialog
				isOpen={isAsking}
				onClose={() => setAsking(false)}
				title={`${words.keyForget}?`}
				closeLabel={shared.close}
				actions={
					<>
						<Button onClick={() => setAsking(false)}>{shared.cancel}</Button>
						<Button look="danger" onClick={() => void forgotten()}>
							{words.keyForget}
						</Button>
					</>
				}
			>
				<p className="m-0 text-sm">{words.keyForgetText}</p>
			</Dialog>
		</section>
	);
}
