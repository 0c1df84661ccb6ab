import { texts } from '../../../assets/texts/forms.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useHost, useWorkspace } from '../Context/Context.tsx';

/** Says what another version kept of a form and this one cannot show; nothing where there is none. */
export function StrayDrafts() {
	const words = useTexts(texts);
	const format = useFormat();
	const { download } = useHost();
	const strays = useWorkspace((state) => state.strayDrafts);
	const drop = useWorkspace((state) => state.strayDropped);
	if (strays.length === 0) return null;
	return (
		<div
			role="alert"
			className="flex flex-wrap items-center gap-3 border-b border-line bg-warn-soft px-4 py-3 text-sm md:px-6"
		>
			<p className="m-0 min-w-0 flex-1">{words.strays(strays.length, format.count(strays.length))}</p>
			<Button
				size="small"
				onClick={() => download('dealside-drafts.json', `${JSON.stringify(strays, null, '\t')}\n`, 'application/json')}
			>
				{words.strayFile}
			</Button>
			<Button
				size="small"
				look="quiet"
				onClick={() => {
					for (const stray of strays) void drop(stray);
				}}
			>
				{words.strayForget}
			</Button>
		</div>
	);
}
