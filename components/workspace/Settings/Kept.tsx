import { useEffect, useState } from 'react';
import { texts } from '../../../assets/texts/kept.ts';
import type { KeptSize } from '../../../core/model/kept.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { Card } from '../Section/Card.tsx';

const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "12 kB", "3.4 MB"; for less than one kB the size that it is under. */
function useSizeText(): (bytes: number) => string {
	const { locale } = useFormat();
	const { less } = useTexts(texts);
	return (bytes) => {
		const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1000)) / 3), units.length);
		const value = bytes / 1000 ** power;
		const text = (size: number) =>
			new Intl.NumberFormat(locale, {
				style: 'unit',
				unit: units[power - 1] ?? 'kilobyte',
				maximumFractionDigits: size < 10 && power > 1 ? 1 : 0,
			}).format(size);
		return value < 1 ? less(text(1)) : text(value);
	};
}

/** How much of each kind is kept in this browser, and what the browser itself says of it. */
export function Kept() {
	const words = useTexts(texts);
	const ask = useWorkspace((state) => state.keptAsked);
	const kept = useWorkspace((state) => state.kept);
	const revision = useWorkspace((state) => state.revision);
	const settings = useWorkspace((state) => state.settings);
	const stageLists = useWorkspace((state) => state.stageLists);
	const size = useSizeText();
	const [isFailed, setFailed] = useState(false);

	// Each of them tells of a change in what is kept.
	useEffect(() => {
		let isGone = false;
		void ask().then((isCounted) => {
			if (!isGone) setFailed(!isCounted);
		});
		return () => {
			isGone = true;
		};
	}, [ask, revision, settings, stageLists]);

	return (
		<Card title={words.title} hint={words.hint}>
			{isFailed ? (
				<p role="alert" className="m-0 rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
					■ {words.failed}
				</p>
			) : kept === null ? (
				<p className="m-0 text-sm text-ink-2">{words.counting}</p>
			) : (
				<>
					<Sizes sizes={kept.sizes} />
					<p className="m-0 max-w-2xl text-sm text-ink-2">
						{kept.estimate === null
							? words.noEstimate
							: words.estimate(size(kept.estimate.usedBytes), size(kept.estimate.mostBytes))}
					</p>
				</>
			)}
		</Card>
	);
}

function Sizes({ sizes }: { readonly sizes: readonly KeptSize[] }) {
	const words = useTexts(texts);
	const format = useFormat();
	const size = useSizeText();
	const number = 'py-1.5 pl-3 text-right whitespace-nowrap tabular-nums';
	return (
		<table aria-label={words.title} className="w-full max-w-2xl border-collapse text-left text-sm">
			<thead className="text-xs text-ink-3">
				<tr>
					<th scope="col" className="py-1 font-semibold">
						{words.kind}
					</th>
					<th scope="col" className="py-1 pl-3 text-right font-semibold">
						{words.count}
					</th>
					<th scope="col" className="py-1 pl-3 text-right font-semibold">
						{words.size}
					</th>
				</tr>
			</thead>
			<tbody>
				{sizes.map(({ kind, count, bytes }) => (
					<tr key={kind} className="border-t border-line align-top">
						<th scope="row" className="py-1.5 font-normal">
							{words.kinds[kind]}
						</th>
						<td className={`${number} ${count === 0 ? 'text-ink-3' : ''}`}>
							{count === 0 ? words.none : format.count(count)}
						</td>
						<td className={number}>{count === 0 ? <span className="text-ink-3">–</span> : size(bytes)}</td>
					</tr>
				))}
			</tbody>
			<tfoot>
				<tr className="border-t border-line font-semibold">
					<th scope="row" className="py-1.5">
						{words.all}
					</th>
					<td />
					<td className={number}>{size(sizes.reduce((sum, { bytes }) => sum + bytes, 0))}</td>
				</tr>
			</tfoot>
		</table>
	);
}
