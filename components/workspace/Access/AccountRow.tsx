import { texts } from '../../../assets/texts/access.ts';
import type { AccessAccount, AccessVerdict } from '../../../core/model/access.ts';
import { accountKey } from '../../../stores/workspace/access.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useAccess } from './AccessContext.tsx';

interface AccountRowProps {
	readonly account: AccessAccount;
}

export function AccountRow({ account }: AccountRowProps) {
	const words = useTexts(texts);
	const toast = useToast();
	const { crm, place, way, isKept } = account;
	const verdict = useAccess((state) => state.verdicts[accountKey(account)] ?? null);
	const tried = useAccess((state) => state.accessTried);
	const remove = useAccess((state) => state.accessRemoved);

	async function removed(): Promise<void> {
		const answer = await remove(crm, place);
		toast({ text: answer.ok ? words.removed(place) : words.setUpFaults[answer.error] });
	}

	return (
		<div data-row={place} className="grid gap-1 text-sm">
			<div className="flex flex-wrap items-center gap-x-3 gap-y-1">
				<span className="min-w-0 flex-1">
					<span className="break-all">{place}</span>{' '}
					<span className="text-xs text-ink-3">
						{words.ways[way]}, {isKept ? words.kept : words.forNow}
					</span>
				</span>
				<Button
					size="small"
					aria-label={words.testNamed(place)}
					disabled={verdict === 'trying'}
					onClick={() => void tried(crm, place)}
				>
					{words.test}
				</Button>
				<Button
					size="small"
					look="quiet"
					data-does="remove"
					aria-label={words.removeNamed(place)}
					onClick={() => void removed()}
				>
					{words.remove}
				</Button>
			</div>
			<p role="status" className={`m-0 text-sm ${verdict === null ? 'sr-only' : toneOf(verdict)}`}>
				{verdict === null ? '' : sentenceOf(words, verdict, way)}
			</p>
		</div>
	);
}

function toneOf(verdict: AccessVerdict | 'trying'): string {
	if (verdict === 'trying') return 'text-ink-3';
	return verdict.code === 'works' ? 'text-ok' : 'text-bad';
}

function sentenceOf(words: typeof texts.en, verdict: AccessVerdict | 'trying', way: AccessAccount['way']): string {
	if (verdict === 'trying') return words.testing;
	if (verdict.code === 'works') return `● ${verdict.who === null ? words.works : words.worksAs(verdict.who)}`;
	if (way === 'session' && verdict.code === 'signed-out') return `■ ${words.noSession}`;
	return `■ ${words.verdicts[verdict.code]}`;
}
