import { texts } from '../../assets/texts/deal.ts';
import type { DealFacts, LinesNote, QuoteLink } from '../../core/model/deal.ts';
import { selectQuoteHref } from '../../stores/deal/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

interface QuoteNoteProps {
	readonly note: LinesNote;
	readonly facts: DealFacts;
}

/** Where the lines of a deal stand that are not its own, with the way there. */
export function QuoteNote({ note, facts }: QuoteNoteProps) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	const link = (quote: QuoteLink) => <QuoteName quote={quote} site={facts.ref.site} />;
	if (note.kind === 'from-quote')
		return (
			<p className="mt-1.5 mb-0 text-xs wrap-anywhere text-ink-3">
				{words.linesNotes['from-quote']} {link(note.quote)}
			</p>
		);
	const quotes = note.kind === 'several-quotes' ? note.quotes : note.kind === 'other-currency' ? [note.quote] : [];
	return (
		<div className="mt-2.5 wrap-anywhere text-ink-2">
			<p className="m-0">
				{note.kind === 'several-entities'
					? words.linesNotes['several-entities'](format.list(note.entities.map(words.quoted)))
					: words.linesNotes[note.kind]}
			</p>
			{quotes.length > 0 && (
				<ul className="mt-1 mb-0 grid list-none gap-1 p-0">
					{quotes.map((quote) => (
						<li key={quote.ref.id}>{link(quote)}</li>
					))}
				</ul>
			)}
		</div>
	);
}

/** A quote by its name, as a link where it leads to the CRM itself. */
function QuoteName({ quote, site }: { readonly quote: QuoteLink; readonly site: string }) {
	const href = selectQuoteHref(quote, site);
	return href === null ? (
		quote.name
	) : (
		<a href={href} target="_top" rel="noreferrer" className="text-accent underline">
			{quote.name}
		</a>
	);
}
