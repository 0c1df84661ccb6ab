import { useEffect, useRef } from 'react';
import { texts } from '../../../assets/texts/access.ts';
import { accessCrms } from '../../../stores/crms.ts';
import { useTexts } from '../../ui/Language/Language.tsx';
import { Card } from '../Section/Card.tsx';
import { useAccess, useHasAccess } from './AccessContext.tsx';
import { AccessRow } from './AccessRow.tsx';
import { CostPlaces } from './CostPlaces.tsx';

/** Where a sidebar without access leads to: "#/settings/access". */
const place = /^#\/settings\/access$/;

export function Access() {
	return useHasAccess() ? <AccessCards /> : null;
}

function AccessCards() {
	const words = useTexts(texts);
	const accounts = useAccess((state) => state.accounts);
	const unreadable = useAccess((state) => state.unreadable);
	const top = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (!place.test(window.location.hash)) return;
		top.current?.scrollIntoView?.();
		top.current?.focus();
	}, []);
	return (
		<div ref={top} tabIndex={-1} className="grid gap-5 outline-none">
			<Card title={words.title} hint={words.lead}>
				{accounts === null ? null : (
					<ul aria-label={words.title} className="m-0 list-none p-0">
						{accessCrms.map((crm) => (
							<AccessRow
								key={crm.crm}
								crm={crm}
								accounts={accounts.filter((account) => account.crm === crm.crm)}
								unreadable={unreadable.flatMap((each) => (each.crm === crm.crm ? each.place : []))}
							/>
						))}
					</ul>
				)}
			</Card>
			<CostPlaces />
		</div>
	);
}
