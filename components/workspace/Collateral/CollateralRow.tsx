import { Pencil } from 'lucide-react';
import { texts } from '../../../assets/texts/workspace.ts';
import type { Collateral, Stage } from '../../../core/model/playbook.ts';
import { attachmentKey } from '../../../stores/workspace/attachments.ts';
import { IconButton } from '../../ui/IconButton/IconButton.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { RemoveRow } from '../Rows/Rows.tsx';

interface CollateralRowProps {
	readonly piece: Collateral;
	readonly stages: readonly Stage[];
	readonly ticks: ReadonlySet<string>;
	/** "2026-11-24". */
	readonly today: string;
	readonly dayOf: (day: string) => string;
	readonly isSelected: boolean;
	readonly onSelect: (isSelected: boolean) => void;
	readonly onTick: (stageId: string, isAttached: boolean) => void;
	readonly onEdit: () => void;
	readonly onRemove: () => void;
}

/** One piece: a row of the matrix, and a card where there is no room for one. */
export function CollateralRow(props: CollateralRowProps) {
	const { piece, stages, ticks, today, dayOf, isSelected, onSelect, onTick, onEdit, onRemove } = props;
	const words = useTexts(texts).collateral;
	const rules = piece.fits.map((rule) => `${rule.field}: ${rule.values.join(', ')}`);
	const isExpired = piece.expires !== null && piece.expires < today;
	return (
		<tr
			data-row={piece.id}
			className="relative block border-t border-line py-3 pr-3 pl-10 md:table-row md:p-0 md:hover:bg-panel"
		>
			<td className="absolute top-3.5 left-3 md:static md:py-3 md:pl-3 md:align-top">
				<input
					type="checkbox"
					aria-label={words.select(piece.title)}
					checked={isSelected}
					onChange={(event) => onSelect(event.target.checked)}
					className="mt-0.5 size-4 accent-accent"
				/>
			</td>
			<th scope="row" className="block pr-14 text-left font-normal md:table-cell md:px-3 md:py-3 md:align-top">
				<a
					href={piece.url}
					target="_blank"
					rel="noreferrer noopener"
					className="font-semibold break-words text-ink underline-offset-2 hover:underline"
				>
					{piece.title}
				</a>
				<div className="mt-0.5 flex flex-wrap gap-x-2 text-xs text-ink-3">
					<span>{words.kinds[piece.kind]}</span>
					{piece.isProof ? <span className="text-accent">● {words.fieldProof}</span> : null}
					{piece.isInternal ? <span>{words.fieldInternal}</span> : null}
					{piece.expires === null ? null : (
						<span className={isExpired ? 'text-bad' : ''}>
							{isExpired ? `■ ${words.expired(dayOf(piece.expires))}` : words.expires(dayOf(piece.expires))}
						</span>
					)}
					{rules.length > 0 ? <span className="break-words">{words.fitsOnly(rules.join('; '))}</span> : null}
				</div>
				{piece.whenToUse ? <p className="mt-1 mb-0 text-sm break-words text-ink-2">{piece.whenToUse}</p> : null}
			</th>
			{stages.map((stage) => (
				<td key={stage.id} className="inline-block pt-2 pr-2 md:table-cell md:p-0 md:align-top">
					<label className="inline-flex cursor-pointer items-center gap-1.5 rounded-lg border border-line px-2 py-1 text-xs md:flex md:justify-center md:rounded-none md:border-0 md:px-2 md:py-3.5">
						<input
							type="checkbox"
							aria-label={words.tick(piece.title, stage.name)}
							checked={ticks.has(attachmentKey(stage.id, piece.id))}
							onChange={(event) => onTick(stage.id, event.target.checked)}
							className="size-4 accent-accent"
						/>
						<span className="md:hidden">{stage.name}</span>
					</label>
				</td>
			))}
			<td className="absolute top-2.5 right-2 md:static md:py-2 md:pr-2 md:text-right md:align-top md:whitespace-nowrap">
				<IconButton icon={Pencil} label={words.editNamed(piece.title)} onClick={onEdit} />
				<RemoveRow label={words.removeNamed(piece.title)} onRemove={onRemove} />
			</td>
		</tr>
	);
}
