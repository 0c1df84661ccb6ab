import type { ReactNode } from 'react';
import { texts } from '../../assets/texts/computed.ts';
import type { MarginAccount } from '../../core/explain/margin-account.ts';
import type { Reading } from '../../core/model/deal.ts';
import { useNow } from '../Sidebar/useNow.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface OriginsProps {
	readonly account: MarginAccount;
}

/** Where the numbers were read, and when. */
export function Origins({ account }: OriginsProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const now = useNow();
	const { lines, costs, typed, fromCrm, fromCostList, limits } = account;
	const source = ({ source: from, at }: Reading) => words.sources[from](format.time(at, now));
	return (
		<>
			<h3 className="mt-3.5 mb-1.5 text-xs font-semibold text-ink">{words.origins}</h3>
			<dl className="m-0 grid gap-1.5 text-xs text-ink-2">
				<Origin name={words.prices}>{source(lines)}</Origin>
				{typed.length > 0 && (
					<Origin name={words.typed}>
						{format.list(
							typed.map(({ lineName, what, text }) => {
								const value = words.typedWhat[what](text);
								return lineName === null ? value : words.ofLine(lineName, value);
							}),
						)}
					</Origin>
				)}
				{fromCrm + fromCostList.length > 0 && (
					<Origin name={words.costs}>
						{fromCrm > 0 && words.costsCrm(fromCrm, source(costs))}
						{fromCrm > 0 && fromCostList.length > 0 && '; '}
						{fromCostList.length > 0 && words.costsList(format.list(fromCostList))}
					</Origin>
				)}
				{limits.length > 0 && <Origin name={words.policy}>{words.playbook}</Origin>}
			</dl>
		</>
	);
}

function Origin({ name, children }: { readonly name: string; readonly children: ReactNode }) {
	return (
		<div className="wrap-anywhere">
			<dt className="inline font-semibold text-ink">{name}: </dt>
			<dd className="m-0 inline">{children}</dd>
		</div>
	);
}
