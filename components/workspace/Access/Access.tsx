import { useEffect, useRef, useState } from 'react';
import { texts } from '../../../assets/texts/access.ts';
import { type AccessCrm, accessCrms, splitByUse } from '../../../stores/crms.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { OtherCrms } from '../OtherCrms/OtherCrms.tsx';
import { Card } from '../Section/Card.tsx';
import { useAccess, useHasAccess } from './AccessContext.tsx';
import { AccessRow } from './AccessRow.tsx';
import { CostPlaces } from './CostPlaces.tsx';

/** Where a sidebar without access leads to: "#/settings/access". */
const isWanted = () => /^#\/settings\/access$/.test(window.location.hash);

export function Access() {
	return useHasAccess() ? <AccessCards /> : null;
}

function AccessCards() {
	const words = useTexts(texts);
	const accounts = useAccess((state) => state.accounts);
	const unreadable = useAccess((state) => state.unreadable);
	const format = useFormat();
	const latest = useAccess((state) => state.crmsSeen);
	/** As the page was opened: a row in which somebody types does not go to another place. */
	const [seen, setSeen] = useState(latest);
	if (seen === null && latest !== null) setSeen(latest);
	const top = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (!isWanted()) return;
		top.current?.scrollIntoView?.();
		top.current?.focus();
	}, []);
	if (accounts === null || seen === null) return <div ref={top} tabIndex={-1} className="outline-none" />;
	const { own, others } = splitByUse(accessCrms, seen);
	const rows = (crms: readonly AccessCrm[], label: string) => (
		<ul aria-label={label} className="m-0 list-none p-0">
			{crms.map((crm) => (
				<AccessRow
					key={crm.crm}
					crm={crm}
					accounts={accounts.filter((account) => account.crm === crm.crm)}
					unreadable={unreadable.flatMap((each) => (each.crm === crm.crm ? each.place : []))}
				/>
			))}
		</ul>
	);
	const foldLabel = words.otherCrms(format.count(others.length));
	return (
		<div ref={top} tabIndex={-1} className="grid gap-5 outline-none">
			<Card title={words.title} hint={words.lead}>
				{own.length > 0 ? rows(own, words.title) : null}
				{own.length === 0 && seen.length > 0 ? <p className="m-0 text-sm text-ink-2">{words.noneWants}</p> : null}
				{others.length > 0 ? (
					// A CRM that wants access is often not seen before it has it.
					<OtherCrms label={foldLabel} isOpenAtFirst={seen.length === 0 || isWanted()}>
						{rows(others, foldLabel)}
					</OtherCrms>
				) : null}
			</Card>
			<CostPlaces seen={seen} />
		</div>
	);
}
