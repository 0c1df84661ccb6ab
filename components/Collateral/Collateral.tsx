import { Check, Copy, ExternalLink } from 'lucide-react';
import { de, en } from '../../assets/texts/deal.ts';
import type { CollateralReason, CollateralView } from '../../core/model/view.ts';
import { Region } from '../Sidebar/Region.tsx';
import { Button } from '../ui/Button/Button.tsx';
import { useCopy } from '../ui/Copy/useCopy.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { StateMark } from '../ui/StateMark/StateMark.tsx';

export interface CollateralProps {
	readonly pieces: readonly CollateralView[];
	readonly isStageKnown: boolean;
	readonly onSent: (collateralId: string, isSent: boolean) => void;
}

export function Collateral({ pieces, isStageKnown, onSent }: CollateralProps) {
	const { collateral: words, regions } = useTexts({ en, de });
	return (
		<Region name={regions.collateral}>
			{pieces.length === 0 && <p className="m-0 text-sm text-ink-2">{isStageKnown ? words.empty : words.noStage}</p>}
			<ul className="m-0 list-none p-0">
				{pieces.map((view) => (
					<Piece key={view.piece.id} view={view} onSent={onSent} />
				))}
			</ul>
		</Region>
	);
}

function Piece({ view, onSent }: { readonly view: CollateralView; readonly onSent: CollateralProps['onSent'] }) {
	const { collateral: words } = useTexts({ en, de });
	const format = useFormat();
	const copy = useCopy();
	const { piece, reasons, sentAt, isExpired } = view;

	function say(reason: CollateralReason): string {
		if (reason.because === 'fits') return words.fits(words.fields[reason.field] ?? reason.field, reason.value);
		if (reason.because === 'discount-typed') return words.discountTyped(reason.lineName);
		if (reason.because === 'stage') return words.stage(reason.stageName);
		return reason.because === 'sent' ? words.sent(format.day(reason.at)) : words.notSent;
	}

	return (
		<li className="border-b border-line py-2 last:border-0">
			<div className="flex items-baseline justify-between gap-2">
				<h3 className="m-0 text-sm font-semibold">{piece.title}</h3>
				{isExpired && <StateMark tone="warn">{words.expired}</StateMark>}
			</div>
			<p className="m-0 text-xs text-ink-3">{words.because(format.list(reasons.map(say)))}</p>
			{piece.whenToUse && <p className="m-0 mt-0.5 text-xs text-ink-2">{piece.whenToUse}</p>}
			<div className="mt-1 flex flex-wrap gap-1.5">
				<a
					href={piece.url}
					target="_blank"
					rel="noopener noreferrer"
					className="inline-flex items-center gap-1 rounded-md border border-line px-2 py-0.5 text-xs text-ink no-underline"
				>
					<ExternalLink size={12} aria-hidden="true" />
					{words.open}
				</a>
				<Button size="small" onClick={() => copy(piece.url, words.copied)}>
					<Copy size={12} aria-hidden="true" /> {words.copy}
				</Button>
				<Button size="small" aria-pressed={sentAt !== null} onClick={() => onSent(piece.id, sentAt === null)}>
					{sentAt && <Check size={12} aria-hidden="true" />} {sentAt ? words.isSent : words.markSent}
				</Button>
			</div>
		</li>
	);
}
