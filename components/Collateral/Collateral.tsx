import {
	BookOpen,
	Calculator,
	ClipboardList,
	File,
	FileText,
	type LucideIcon,
	Play,
	ScrollText,
	ShieldCheck,
} from 'lucide-react';
import { useRef } from 'react';
import { texts as collateralTexts } from '../../assets/texts/collateral.ts';
import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as sharedTexts } from '../../assets/texts/shared.ts';
import type { CollateralKind } from '../../core/model/playbook.ts';
import type { CollateralReason, CollateralView, StageView } from '../../core/model/view.ts';
import { Region } from '../Sidebar/Region.tsx';
import { useCopy } from '../ui/Copy/useCopy.ts';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { shortcuts } from '../ui/Shortcut/shortcut.ts';
import { StateMark } from '../ui/StateMark/StateMark.tsx';
import { useToast } from '../ui/Toast/Toast.tsx';

export interface CollateralProps {
	readonly pieces: readonly CollateralView[];
	/** The first piece's link is copied by keys: in the sidebar, while no other piece goes before it. */
	readonly hasKeys: boolean;
	readonly stage: StageView;
	/** A customer may look on: nothing is said of why a piece is there, or when it is of use. */
	readonly isBuyerSafe: boolean;
	/** Answers whether it was kept. */
	readonly onSent: (collateralId: string, isSent: boolean) => Promise<boolean>;
}

const icons: Readonly<Record<CollateralKind, LucideIcon>> = {
	'case-study': ScrollText,
	brochure: FileText,
	calculator: Calculator,
	template: ClipboardList,
	video: Play,
	guide: BookOpen,
	proof: ShieldCheck,
	other: File,
};

/** More would be a list of everything, not a reason. */
const saidReasons = 2;

const link =
	'min-h-6! rounded border-0! [--keys-at:100%] px-0! py-0! text-xs! font-semibold text-accent no-underline underline-offset-2 hover:bg-transparent! hover:underline';

export function Collateral({ pieces, hasKeys, stage, isBuyerSafe, onSent }: CollateralProps) {
	const words = useTexts(collateralTexts);
	const { regions } = useTexts(dealTexts);
	const stageName = stage.current?.name ?? null;
	// What a customer may not have is not shown where one looks on.
	const shown = isBuyerSafe ? pieces.filter(({ piece }) => !piece.isInternal) : pieces;
	const first = hasKeys ? shown.find(({ isExpired, piece }) => !isExpired && !piece.isInternal) : undefined;
	const outside = stage.status === 'unmapped' || stage.status === 'no-process' ? stage.status : 'unknown';
	return (
		<Region
			name={regions.collateral}
			aside={shown.length > 0 && !isBuyerSafe && stageName && words.forStage(stageName)}
		>
			{shown.length === 0 && (
				<p className="m-0 text-sm text-ink-2">
					{stageName !== null
						? words.empty(stageName)
						: stage.status === 'closed'
							? words.closed
							: words.outside[outside]}
				</p>
			)}
			<ul className="m-0 grid list-none gap-3 p-0">
				{shown.map((view) => (
					<Piece
						key={view.piece.id}
						view={view}
						keys={view === first ? shortcuts.copy : undefined}
						isReasonSaid={!isBuyerSafe}
						onSent={onSent}
					/>
				))}
			</ul>
		</Region>
	);
}

/** The piece that defends a price: the first that is there because a discount is typed; null when none is. */
export function proofOf(pieces: readonly CollateralView[]): CollateralView | null {
	const [first] = pieces;
	const isProof = first?.reasons.some(({ because }) => because === 'discount-typed') ?? false;
	return first && isProof && !first.isExpired ? first : null;
}

/** Proof before price: one piece, beside the discount that it answers. */
export function Proof({ view, onSent }: { readonly view: CollateralView; readonly onSent: CollateralProps['onSent'] }) {
	const words = useTexts(collateralTexts);
	return (
		<div className="border-t border-line py-2.5">
			<h3 className="m-0 mb-1.5 text-xs font-semibold text-ink-2">{words.proofFirst}</h3>
			<ul className="m-0 list-none p-0">
				<Piece view={view} keys={shortcuts.copy} isReasonSaid onSent={onSent} />
			</ul>
		</div>
	);
}

function useReasons(reasons: readonly CollateralReason[]): string {
	const words = useTexts(collateralTexts);
	const format = useFormat();
	function say(reason: CollateralReason): string | null {
		switch (reason.because) {
			case 'fits':
				if (reason.field === 'product') return words.fitsProduct(reason.value);
				if (reason.field === 'family') return words.fitsFamily(reason.value);
				if (reason.field === 'kind') return words.fitsKind[reason.value] ?? null;
				return words.fits(words.fields[reason.field] ?? reason.field, reason.value);
			case 'discount-typed':
				return words.discountTyped(reason.lineName);
			case 'stage':
				return words.stage(reason.stageName);
			case 'not-sent':
				return words.notSent;
			case 'sent':
				return null;
			case 'sent-unknown':
				return null;
		}
	}
	const said = reasons.map(say).filter((text) => text !== null);
	return words.because(format.list(said.slice(0, saidReasons)));
}

interface PieceProps {
	readonly view: CollateralView;
	/** Keys that copy its link. */
	readonly keys: string | undefined;
	readonly isReasonSaid: boolean;
	readonly onSent: CollateralProps['onSent'];
}

function Piece({ view, keys, isReasonSaid, onSent }: PieceProps) {
	const words = useTexts(collateralTexts);
	const shared = useTexts(sharedTexts);
	const format = useFormat();
	const copy = useCopy();
	const toast = useToast();
	const address = useRef<HTMLSpanElement>(null);
	const { piece, sentAt, isExpired } = view;
	// What is out of date is not handed on, nor is what is the firm's own.
	const isForCustomers = !isExpired && !piece.isInternal;
	const because = useReasons(view.reasons);
	const Icon = icons[piece.kind] ?? File;

	async function mark(isSent: boolean): Promise<void> {
		if (!(await onSent(piece.id, isSent))) return;
		toast({
			text: isSent ? words.marked(piece.title) : words.unmarked(piece.title),
			undo: { label: shared.undo, run: () => void onSent(piece.id, !isSent) },
		});
	}

	return (
		<li className="grid grid-cols-[28px_1fr] gap-x-2.5">
			<span
				title={words.kinds[piece.kind]}
				className={`mt-0.5 grid size-7 place-items-center rounded-lg ${isExpired ? 'bg-track text-ink-3' : 'bg-accent-soft text-accent'}`}
			>
				<Icon aria-hidden="true" size={15} strokeWidth={1.75} />
				<span className="sr-only">{words.kinds[piece.kind]}</span>
			</span>
			<div className="min-w-0">
				<h3 className="m-0 text-base leading-5 font-semibold wrap-anywhere">{piece.title}</h3>
				{isReasonSaid && piece.whenToUse && <p className="m-0 text-xs wrap-anywhere text-ink-2">{piece.whenToUse}</p>}
				{isReasonSaid && <p className="m-0 text-xs wrap-anywhere text-ink-3">{because}</p>}
				{piece.isInternal && <p className="m-0 text-xs text-ink-3">{words.internal}</p>}
				{isExpired && (
					<div className="mt-1">
						<StateMark tone="warn">{words.expired}</StateMark>
					</div>
				)}
				{sentAt && (
					<p className="m-0 text-xs text-ok">
						<span aria-hidden="true">✓ </span>
						{words.sent(format.day(sentAt))}
					</p>
				)}
				<div className="flex flex-wrap gap-x-3.5">
					{isForCustomers && (
						<GuardedButton
							look="quiet"
							size="small"
							keys={keys}
							data-of={piece.title}
							className={link}
							onPress={() => copy(piece.url, words.copied, address)}
						>
							{words.copy}
						</GuardedButton>
					)}
					{URL.parse(piece.url)?.protocol === 'https:' && (
						<a
							href={piece.url}
							data-of={piece.title}
							target="_blank"
							rel="noopener noreferrer"
							title={words.newTab}
							className={`inline-flex items-center ${link}`}
						>
							{words.open}
						</a>
					)}
					{(isForCustomers || sentAt) && (
						<GuardedButton
							look="quiet"
							size="small"
							data-of={piece.title}
							className={link}
							onPress={() => void mark(sentAt === null)}
						>
							{sentAt ? words.isSent : words.markSent}
						</GuardedButton>
					)}
				</div>
				<span ref={address} hidden className="text-xs break-all text-ink-2">
					{piece.url}
				</span>
			</div>
		</li>
	);
}
