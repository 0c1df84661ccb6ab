import { useState } from 'react';
import { texts } from '../../../assets/texts/access.ts';
import type { AccessAccount } from '../../../core/model/access.ts';
import type { AccessCrm } from '../../../stores/crms.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { Rows } from '../Rows/Rows.tsx';
import { AccountRow } from './AccountRow.tsx';
import { SetUp } from './SetUp.tsx';

interface AccessRowProps {
	readonly crm: AccessCrm;
	readonly accounts: readonly AccessAccount[];
	/** Places of those that are kept and cannot be used. */
	readonly unreadable: readonly string[];
}

/** One CRM: what is set up, and the form to set it up. */
export function AccessRow({ crm, accounts, unreadable }: AccessRowProps) {
	const words = useTexts(texts);
	const [isOpen, setOpen] = useState(false);
	const isNone = accounts.length + unreadable.length === 0;
	const isFirst = accounts.length === 0 || unreadable.length > 0;
	const hasMore = accounts.length === 0 || unreadable.length > 0 || crm.asksAddress;
	return (
		<li className="border-t border-line py-3">
			<Rows className="grid gap-2" isRemovalSaid={false}>
				<div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
					<h4 className="m-0 min-w-0 flex-1 text-sm font-semibold">{crm.title}</h4>
					{isNone && !isOpen ? <span className="text-xs text-ink-3">{words.none}</span> : null}
					{hasMore && !isOpen ? (
						<Button
							size="small"
							data-does="open"
							aria-label={isFirst ? words.openNamed(crm.title) : words.anotherNamed(crm.title)}
							onClick={() => setOpen(true)}
						>
							{isFirst ? words.open : words.another}
						</Button>
					) : null}
				</div>
				{unreadable.map((place) => (
					<p key={place} role="alert" className="m-0 rounded-lg bg-bad-soft px-3 py-2 text-sm wrap-anywhere">
						{words.unreadable(place)}
					</p>
				))}
				{accounts.map((account) => (
					<AccountRow key={account.place} account={account} />
				))}
				{isOpen ? <SetUp crm={crm} onClose={() => setOpen(false)} /> : null}
			</Rows>
		</li>
	);
}
