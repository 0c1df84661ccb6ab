import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { texts as popupTexts } from '../../assets/texts/popup.ts';
import { texts as refusalTexts } from '../../assets/texts/refusals.ts';
import { texts as sharedTexts } from '../../assets/texts/shared.ts';
import { texts as sourceTexts } from '../../assets/texts/source-state.ts';

import { mappedCrm } from '../../core/model/page-map.ts';
import { defaultSettings, type PageStatus } from '../../core/model/settings.ts';
import type { FollowedSource } from '../../core/model/source.ts';
import type { PopupStore } from '../../stores/popup.ts';
import { isReadableOnTheWay, readSiteAddress, siteOfAddress } from '../../stores/sites.ts';
import type { StorageStore } from '../../stores/storage.ts';
import { StorageNotice } from '../StorageNotice/StorageNotice.tsx';
import { Button } from '../ui/Button/Button.tsx';
import { LanguageProvider, useFormat, useLanguageCode, useTexts } from '../ui/Language/Language.tsx';
import { useTheme } from '../workspace/Theme/useTheme.ts';

export interface PopupHost {
	/** As the user knows it: "Chromium". */
	readonly browserName: string;
	/** Address of the page in front; null when the browser does not tell it. */
	readonly pageAddress: () => Promise<string | null>;
	/** Whether a deal is open in the page in front; null when the page does not answer. */
	readonly pageStatus: () => Promise<PageStatus | null>;
	/** Asks the browser for one host. Must be called in the click itself, before anything is awaited. */
	readonly requestSite: (pattern: string) => Promise<boolean>;
	/** True when the user or the firm took back a host that Dealside is on from the start; false where nobody tells. */
	readonly isWithheld: (pattern: string) => Promise<boolean>;
	/** Has the user show in the page in front where its fields are, and closes the popup; false when that cannot be. */
	readonly pointAt: () => Promise<boolean>;
	/** At a place in it when one is named: "playbook". */
	readonly openWorkspace: (place?: string) => void;
	readonly download: (fileName: string, text: string, type: string) => void;
}

interface PopupProps {
	readonly store: PopupStore;
	readonly storage: StorageStore;
	readonly host: PopupHost;
}

export function Popup({ store, storage, host }: PopupProps) {
	useEffect(() => store.getState().opened(), [store]);
	const { language, theme } = useStore(store, (state) => state.settings ?? defaultSettings);
	useTheme(theme);
	return (
		<LanguageProvider language={language}>
			<PopupPage store={store} storage={storage} host={host} />
		</LanguageProvider>
	);
}

type Said = { readonly kind: 'ok' | 'bad'; readonly text: string };

function PopupPage({ store, storage, host }: PopupProps) {
	const words = useTexts(popupTexts);
	const shared = useTexts(sharedTexts);
	const refusals = useTexts(refusalTexts);
	const code = useLanguageCode();
	const sites = useStore(store, (state) => state.sites);
	const followed = useStore(store, (state) => state.followed);
	const isFailed = useStore(store, (state) => state.isFailed);
	/** Undefined until the browser answered. */
	const [address, setAddress] = useState<string | null | undefined>(undefined);
	const [status, setStatus] = useState<PageStatus | null>(null);
	const [isWithheld, setWithheld] = useState(false);
	const [said, setSaid] = useState<Said | null>(null);
	useEffect(() => {
		let isGone = false;
		async function lookedAt(found: string | null): Promise<void> {
			const front = readSiteAddress(URL.parse(found ?? '')?.origin ?? '');
			const isKept = front.ok && (await host.isWithheld(front.value.pattern).catch(() => false));
			if (isGone) return;
			setWithheld(isKept);
			setAddress(found);
		}
		host.pageStatus().then(
			(found) => isGone || setStatus(found),
			() => undefined,
		);
		host.pageAddress().then(
			(found) => void lookedAt(found),
			() => void lookedAt(null),
		);
		return () => {
			isGone = true;
		};
	}, [host]);
	useEffect(() => {
		document.documentElement.lang = code;
	}, [code]);

	const isWeb = address != null && /^https?:\/\//i.test(address);
	const origin = isWeb ? (URL.parse(address)?.origin ?? '') : '';
	const site = readSiteAddress(origin);
	const runsOn = isWeb && sites !== null ? siteOfAddress(sites, address) : null;
	/** On a host that the manifest names, and that was taken back: asked for by the manifest's own pattern. */
	const withheld = isWithheld && status === null && runsOn?.kind === 'built-in' ? runsOn : null;
	const isRunning = runsOn !== null && withheld === null;
	/** On hosts of a CRM that Dealside knows there is an adapter, and nothing to show. */
	const isUnknown = status === null && runsOn?.kind === 'added';

	// The browser only asks while it still counts as the click: nothing may be awaited before `requestSite`.
	function used(): void {
		if (!site.ok) return;
		setSaid(null);
		void allowed(host.requestSite(withheld?.pattern ?? site.value.pattern), site.value.label);
	}

	async function pointed(): Promise<void> {
		setSaid(null);
		if (!(await host.pointAt())) setSaid({ kind: 'bad', text: words.notPointed });
	}

	async function allowed(question: Promise<boolean>, label: string): Promise<void> {
		let isGranted: boolean;
		try {
			isGranted = await question;
		} catch {
			setSaid({ kind: 'bad', text: words.failed });
			return;
		}
		if (!isGranted) {
			setSaid({ kind: 'bad', text: words.refused(host.browserName) });
			return;
		}
		setWithheld(false);
		const answer = await store.getState().siteGranted();
		if (answer.ok) setSaid({ kind: 'ok', text: words.granted(label) });
		else setSaid({ kind: 'bad', text: refusals[answer.error] });
	}

	return (
		<main className="grid w-80 gap-3 p-4 font-sans text-base">
			<div className="-mx-4 empty:hidden">
				<StorageNotice
					store={storage}
					as={{ kind: 'save', download: host.download, onWorkspace: () => host.openWorkspace('playbook') }}
				/>
			</div>
			<h1 className="m-0 text-base font-semibold text-accent">{shared.appName}</h1>
			{address === undefined || (sites === null && !isFailed) ? (
				<p className="m-0 text-sm text-ink-2">{words.reading}</p>
			) : !isWeb || !site.ok ? (
				<div className="grid gap-1">
					<p className="m-0 font-semibold">{words.noSite}</p>
					<p className="m-0 text-sm text-ink-2">{words.noSiteHelp}</p>
				</div>
			) : isRunning ? (
				<div className="grid gap-1">
					<p className="m-0 font-semibold break-words">
						<span aria-hidden="true" className="text-ok">
							●{' '}
						</span>
						{words.runs(site.value.label)}
					</p>
					{status === null ? (
						<>
							<p className="m-0 text-sm text-ink-2">{isUnknown ? words.unknownCrm : words.runsHelp}</p>
							<p className="m-0 text-sm text-ink-2">{words.runsReload}</p>
						</>
					) : (
						<p className="m-0 text-sm text-ink-2">
							{status.isExpelled
								? words.expelled
								: status.hasDeal
									? words.dealOpen(status.crmTitle)
									: words.noDeal(status.crmTitle)}
						</p>
					)}
					{isUnknown ? (
						<Button look="primary" className="mt-1" onClick={() => void pointed()}>
							{words.point}
						</Button>
					) : null}
					{status?.crm === mappedCrm ? (
						<>
							<p className="m-0 text-sm text-ink-2">{words.pointHelp}</p>
							<Button className="mt-1" onClick={() => void pointed()}>
								{words.pointAgain}
							</Button>
						</>
					) : null}
				</div>
			) : (
				<div className="grid gap-2">
					<p className="m-0 font-semibold break-words">
						<span aria-hidden="true" className="text-ink-3">
							○{' '}
						</span>
						{withheld ? words.withheld(host.browserName, site.value.label) : words.notHere(site.value.label)}
					</p>
					<p className="m-0 text-sm text-ink-2">
						{withheld ? words.withheldHelp(host.browserName) : words.notHereHelp}
					</p>
					{isReadableOnTheWay(origin) ? <p className="m-0 text-sm text-warn">▲ {words.insecure}</p> : null}
					<Button look="primary" onClick={used}>
						{words.use}
					</Button>
				</div>
			)}
			<p
				role="status"
				className={
					said
						? `m-0 rounded-lg px-3 py-2 text-sm ${said.kind === 'ok' ? 'bg-ok-soft text-ok' : 'bg-bad-soft text-bad'}`
						: 'sr-only'
				}
			>
				{said ? `${said.kind === 'ok' ? '●' : '■'} ${said.text}` : ''}
			</p>
			{followed ? <Followed followed={followed} /> : null}
			<div className="border-t border-line pt-3">
				<Button className="w-full" onClick={() => host.openWorkspace()}>
					{words.open}
				</Button>
			</div>
		</main>
	);
}

/** Where the playbook comes from, and why it is not read where it cannot be. */
function Followed({ followed }: { readonly followed: FollowedSource }) {
	const words = useTexts(sourceTexts);
	const format = useFormat();
	const { address, readAt, failure } = followed;
	const { host } = new URL(address);
	return (
		<div className="grid gap-0.5 border-t border-line pt-3 text-sm text-ink-2">
			<p className="m-0 break-words">
				{readAt === null ? words.neverRead(host) : words.read(host, format.age(readAt, new Date()))}
			</p>
			{failure === null ? null : <p className="m-0 text-warn">▲ {words.faults[failure.fault]}</p>}
		</div>
	);
}
