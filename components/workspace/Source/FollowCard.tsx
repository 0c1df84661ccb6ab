import { useState } from 'react';
import { texts } from '../../../assets/texts/source.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { Switch } from '../../ui/Switch/Switch.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { ImportPreview } from '../PlaybookFiles/ImportPreview.tsx';
import { Card } from '../Section/Card.tsx';
import { AddressField } from './AddressField.tsx';
import { Publication } from './Publication.tsx';
import { useSource, useSourceHost } from './SourceContext.tsx';
import { SourceProblem } from './SourceProblem.tsx';

const marks = { right: 'text-ok', none: 'text-warn', unasked: 'text-warn' } as const;

/** Paste an address, look at what is there, follow it. */
export function FollowCard() {
	const words = useTexts(texts);
	const toast = useToast();
	const { request } = useSourceHost();
	const sites = useWorkspace((state) => state.sites);
	const { doing, looked, problem, addressGiven, lookTaken, lookLeft } = useSource((state) => state);
	const [address, setAddress] = useState('');
	const [doesSignIn, setSignIn] = useState(false);
	const typedFault = problem?.kind === 'typed' ? words.typedFaults[problem.fault] : null;

	async function taken(host: string): Promise<void> {
		if ((await lookTaken()) === null) return;
		toast({ text: words.followed(host) });
		// The button that had the focus is gone; what it did is said at the top.
		document.querySelector('main')?.focus();
		window.scrollTo({ top: 0 });
	}

	return (
		<Card title={words.followTitle} hint={words.followHint}>
			<form
				className="grid gap-3"
				onSubmit={(event) => {
					event.preventDefault();
					// The browser asks only while this still counts as the click.
					void addressGiven(address, doesSignIn, sites ?? [], request);
				}}
			>
				<AddressField
					label={words.address}
					hint={words.addressHint}
					error={typedFault}
					value={address}
					onChange={setAddress}
				/>
				<Switch label={words.signIn} hint={words.signInHint} isOn={doesSignIn} onChange={setSignIn} />
				<Button type="submit" look={looked === null ? 'primary' : 'plain'} className="w-fit" disabled={doing !== null}>
					{words.look}
				</Button>
			</form>
			<p role="status" className={doing === 'looking' || doing === 'following' ? 'm-0 text-sm text-ink-2' : 'sr-only'}>
				{doing === 'looking' ? words.looking : doing === 'following' ? words.following : ''}
			</p>
			<SourceProblem problem={problem?.kind === 'typed' ? null : problem} />
			{looked === null ? null : (
				<section aria-label={words.foundTitle} className="grid gap-3">
					<Publication publication={looked.publication} />
					<p className={`m-0 text-sm ${marks[looked.signature]}`}>
						{looked.signature === 'right' ? '●' : '▲'} {words.signatures[looked.signature]}
					</p>
					<ImportPreview
						fileName={looked.host}
						preview={looked.preview}
						importLabel={words.follow}
						onImport={() => void taken(looked.host)}
						onCancel={() => void lookLeft()}
					/>
				</section>
			)}
		</Card>
	);
}
