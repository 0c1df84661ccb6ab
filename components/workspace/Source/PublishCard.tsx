import { Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { texts } from '../../../assets/texts/source.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import { teamAddress } from '../../../stores/workspace/source.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { Choices } from '../Choices/Choices.tsx';
import { useHost, useWorkspace } from '../Context/Context.tsx';
import { Card } from '../Section/Card.tsx';
import { AddressField } from './AddressField.tsx';
import { SigningKey } from './SigningKey.tsx';
import { useSource, useSourceHost } from './SourceContext.tsx';

const costChoices = ['without', 'for-reps', 'with'] as const;

/** Publishing is one person's work: for everybody else it is one button. */
export function PublishCard() {
	const words = useTexts(texts);
	const [isOpen, setOpen] = useState(false);
	return (
		<Card
			title={words.publishTitle}
			hint={words.publishHint}
			actions={isOpen ? null : <Button onClick={() => setOpen(true)}>{words.publishOpen}</Button>}
		>
			{isOpen ? <PublishForm /> : null}
		</Card>
	);
}

/** Makes the file that others follow, signed where this browser has a key, and the address to hand out. */
function PublishForm() {
	const words = useTexts(texts);
	const all = useTexts(workspaceTexts);
	const format = useFormat();
	const toast = useToast();
	const host = useHost();
	const { copy } = useSourceHost();
	const ownName = useWorkspace((state) => state.settings?.viewer.name ?? '');
	const signingKey = useSource(({ source }) => source?.signingKey ?? null);
	const publish = useSource((state) => state.published);
	const isBusy = useSource((state) => state.doing !== null);
	const [typedBy, setBy] = useState<string | null>(null);
	const [note, setNote] = useState('');
	const [costs, setCosts] = useState<(typeof costChoices)[number]>('without');
	const [isMissing, setMissing] = useState(false);
	const [said, setSaid] = useState<readonly string[]>([]);
	const [address, setAddress] = useState('');
	const [addressFault, setAddressFault] = useState<string | null>(null);
	const by = typedBy ?? ownName;

	async function published(): Promise<void> {
		setMissing(by.trim() === '');
		if (by.trim() === '') return;
		const answer = await publish({ costs, by: by.trim(), note: note.trim() });
		if (!answer.ok) {
			setSaid([all.refused[answer.error.code === 'problems' ? 'bad-message' : answer.error.code]]);
			return;
		}
		const { fileName, text, isSigned, leftOut } = answer.value;
		host.download(fileName, text, 'application/json');
		setSaid([
			isSigned ? words.publishSigned : words.publishUnsigned,
			...(leftOut.length === 0 ? [] : [words.leftOut(leftOut.length, format.count(leftOut.length))]),
		]);
	}

	async function copied(): Promise<void> {
		const made = teamAddress(address, signingKey);
		setAddressFault(made.ok ? null : words.typedFaults[made.error]);
		if (made.ok) toast({ text: (await copy(made.value)) ? words.copied : words.copyFailed });
	}

	return (
		<>
			<div className="grid items-start gap-3 sm:grid-cols-2">
				<Field
					label={words.by}
					autoFocus
					value={by}
					maxLength={200}
					error={isMissing && by.trim() === '' ? words.byMissing : null}
					onChange={(event) => setBy(event.target.value)}
				/>
				<Field
					label={words.news}
					hint={words.newsHint}
					value={note}
					maxLength={2000}
					onChange={(event) => setNote(event.target.value)}
				/>
			</div>
			<Choices
				look="field"
				columns={1}
				label={all.files.exportAs}
				value={costs}
				options={costChoices.map((value) => ({
					value,
					label: all.files.costs[value],
					hint: all.files.costsHints[value],
				}))}
				onChange={setCosts}
			/>
			<Button look="primary" className="w-fit" disabled={isBusy} onClick={() => void published()}>
				<Download aria-hidden="true" size={16} strokeWidth={1.75} /> {words.publish}
			</Button>
			<p role="status" className={said.length === 0 ? 'sr-only' : 'm-0 text-sm'}>
				{said.join(' ')}
			</p>
			<form
				className="flex flex-wrap items-start gap-2"
				onSubmit={(event) => {
					event.preventDefault();
					void copied();
				}}
			>
				<div className="min-w-60 flex-1">
					<AddressField
						label={words.team}
						hint={words.teamHint}
						error={addressFault}
						value={address}
						onChange={setAddress}
					/>
				</div>
				<Button type="submit" className="mt-5">
					<Copy aria-hidden="true" size={16} strokeWidth={1.75} /> {words.copy}
				</Button>
			</form>
			<SigningKey signingKey={signingKey} />
		</>
	);
}
