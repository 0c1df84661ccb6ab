import { texts } from '../../../assets/texts/workspace.ts';
import type { Upload } from '../../../stores/workspace/costs.ts';
import { previewCosts } from '../../../stores/workspace/csv.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { CostWords } from './CostWords.tsx';

interface CostPreviewProps {
	readonly upload: Extract<Upload, { phase: 'choosing' }>;
}

const head = 'px-3 py-1.5 font-semibold';
const cell = 'px-3 py-1.5';

/** Rows of a file that are shown before its columns are known. */
const rawRows = 5;

/** The first rows as they would be taken; as they are in the file while nobody has said which columns count. */
export function CostPreview({ upload: { layout, reading } }: CostPreviewProps) {
	const all = useTexts(texts);
	const words = all.costs;
	const format = useFormat();
	const { product, cost } = reading.columns;
	const isKnown = product !== null && cost !== null;
	return (
		<div className="overflow-x-auto rounded-lg border border-line">
			<table className="w-full border-collapse text-sm">
				<caption className="px-3 py-2 text-left text-xs font-semibold text-ink-2">
					{isKnown ? words.preview : words.previewRaw}
				</caption>
				<thead className="text-xs text-ink-2">
					<tr>
						<th className={`w-px text-right ${head}`}>{all.problems.row}</th>
						{isKnown ? (
							<>
								<th className={`text-left ${head}`}>{words.columnProduct}</th>
								<th className={`text-right ${head}`}>{words.columnCost}</th>
							</>
						) : (
							layout.header.map((name, index) => (
								// Columns of a file have no name but their place.
								<th key={`${index}-${name}`} className={`text-left ${head}`}>
									{name || words.columnAt(index + 1, '')}
								</th>
							))
						)}
					</tr>
				</thead>
				<tbody>
					{isKnown
						? previewCosts(layout, reading).map(({ row, cost: read }) => (
								<tr key={row} className="border-t border-line">
									<td className={`text-right text-ink-3 tabular-nums ${cell}`}>{format.count(row)}</td>
									{read.ok && read.value ? (
										<>
											<td className={`break-all ${cell}`}>{read.value.product}</td>
											<td className={`text-right tabular-nums ${cell}`}>
												<CostWords cost={read.value} />
											</td>
										</>
									) : (
										<td colSpan={2} className={`text-bad ${cell}`}>
											■ {words.previewBad}: {read.ok ? words.leftOut : (all.reasons[read.error] ?? all.problems.other)}
										</td>
									)}
								</tr>
							))
						: layout.sample.slice(0, rawRows).map(({ row, cells }) => (
								<tr key={row} className="border-t border-line">
									<td className={`text-right text-ink-3 tabular-nums ${cell}`}>{format.count(row)}</td>
									{layout.header.map((name, index) => (
										<td key={`${index}-${name}`} className={`break-all ${cell}`}>
											{cells[index] ?? ''}
										</td>
									))}
								</tr>
							))}
				</tbody>
			</table>
		</div>
	);
}
