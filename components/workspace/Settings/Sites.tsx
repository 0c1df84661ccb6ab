import { useState } from 'react';
import { texts } from '../../../assets/texts/workspace.ts';
import { isReadableOnTheWay, readSiteAddress } from '../../../stores/sites.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useHost, useWorkspace } from '../Context/Context.tsx';
import { RemoveRow, Rows } from '../Rows/Rows.tsx';
import { Card } from '../Section/Card.tsx';

export function Sites() {
	const all = useTexts(texts);
	const words = all.settings;
	const format = useFormat();
	const host = useHost();
	const toast = useToast();
	const sites = useWorkspace((state) => state.sites);
	const granted = useWorkspace((state) => state.siteGranted);
	const remove = useWorkspace((state) => state.siteRemoved);
	const [text, setText] = useState('');
	const [fault, setFault] = useState<string | null>(null);
	const [said, setSaid] = useState<string | null>(null);

	const added = sites?.filter(({ kind }) => kind === 'added') ?? [];
	const known = sites?.filter(({ kind }) => kind === 'built-in') ?? [];

	// The browser only asks while it still counts as the click: nothing may be awaited before `requestSite`.
	function asked(): void {
		setSaid(null);
		setFault(null);
		const address = readSiteAddress(text);
		if (!address.ok) {
			setFault(all.siteFaults[address.error]);
			return;
		}
		const { pattern, label } = address.value;
		if (sites?.some((site) => site.pattern === pattern)) {
			setSaid(words.siteKnown(label));
			return;
		}
		void allowed(host.requestSite(pattern), label);
	}

	async function allowed(question: Promise<boolean>, label: string): Promise<void> {
		let isGranted: boolean;
		try {
			isGranted = await question;
		} catch {
			// The browser refuses patterns it does not take, such as a port in some browsers.
			setFault(words.siteFailed);
			return;
		}
		if (!isGranted) {
			setFault(words.siteRefused(host.browserName));
			return;
		}
		const answer = await granted();
		if (answer.ok) {
			setText('');
			setSaid(words.siteAdded(label));
		} else if (answer.error.code !== 'problems') {
			setFault(all.refused[answer.error.code]);
		}
	}

	async function removed(pattern: string, label: string): Promise<void> {
		const answer = await remove(pattern);
		if (answer.ok) toast({ text: words.siteRemoved(label) });
		else if (answer.error.code !== 'problems') toast({ text: all.refused[answer.error.code] });
	}

	return (
		<Card title={words.sites} hint={words.sitesHint}>
			<Rows className="grid gap-4" isRemovalSaid={false}>
				<form
					noValidate
					className="flex flex-wrap items-start gap-2"
					onSubmit={(event) => {
						event.preventDefault();
						asked();
					}}
				>
					<div className="min-w-56 flex-1 sm:max-w-md">
						<Field
							label={words.siteAddress}
							data-does="open"
							value={text}
							inputMode="url"
							autoComplete="off"
							spellCheck={false}
							hint={words.siteAddressHint}
							error={fault}
							onChange={(event) => setText(event.target.value)}
						/>
					</div>
					<Button type="submit" look="primary" className="mt-5.5">
						{words.addSite}
					</Button>
				</form>
				<p role="status" className={said ? 'm-0 rounded-lg bg-ok-soft px-3 py-2 text-sm text-ok' : 'sr-only'}>
					{said ? `● ${said}` : ''}
				</p>
				{sites !== null && sites.length === 0 ? <p className="m-0 text-sm text-ink-2">{words.noSites}</p> : null}
				{added.length > 0 ? (
					<ul aria-label={words.sites} className="m-0 list-none p-0">
						{added.map((site) => (
							<li
								key={site.pattern}
								data-row={site.pattern}
								className="flex min-h-11 items-center gap-3 border-t border-line py-1.5 text-sm"
							>
								<span className="min-w-0 flex-1">
									<span className="break-all">{site.label}</span>
									{isReadableOnTheWay(site.pattern) ? (
										<span className="block text-xs text-warn">▲ {words.insecure}</span>
									) : null}
								</span>
								<span className="shrink-0 text-xs text-ink-3">{words.addedByYou}</span>
								<RemoveRow
									label={words.removeSite(site.label)}
									onRemove={() => void removed(site.pattern, site.label)}
								/>
							</li>
						))}
					</ul>
				) : null}
			</Rows>
			{known.length > 0 ? (
				<details className="border-t border-line pt-3 text-sm">
					<summary className="w-fit cursor-pointer rounded text-ink-2">
						{words.knownSites(known.length, format.count(known.length))}
					</summary>
					<ul className="mt-2 mb-0 grid list-none gap-x-6 gap-y-1 p-0 sm:grid-cols-2 lg:grid-cols-3">
						{known.map((site) => (
							<li key={site.pattern} className="break-all text-ink-2">
								{site.label}
							</li>
						))}
					</ul>
				</details>
			) : null}
		</Card>
	);
}
