import { texts } from '../../../assets/texts/source.ts';
import type { Publication as Published } from '../../../core/model/source.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';

/** Who published something, when, and what they say of it. */
export function Publication({ publication }: { readonly publication: Published | null }) {
	const words = useTexts(texts);
	const format = useFormat();
	if (publication === null) return <p className="m-0 text-sm">{words.publishedByNobody}</p>;
	const { by, at, note } = publication;
	return (
		<div className="grid gap-0.5 text-sm">
			<p className="m-0 font-semibold">{words.publishedBy(by, format.moment(at, new Date()).text)}</p>
			{note.trim() === '' ? null : <p className="m-0 text-ink-2">{words.note(note.trim())}</p>}
		</div>
	);
}
