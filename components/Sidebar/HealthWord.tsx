import { texts } from '../../assets/texts/health.ts';
import { selectHealth, worstHealth } from '../../stores/deal/health-report.ts';
import type { DealState } from '../../stores/deal/store.ts';
import { useTexts } from '../ui/Language/Language.tsx';
import { healthMarks } from './health-marks.ts';

interface HealthWordProps {
	readonly state: DealState;
}

/** One word while a field of the page has moved or is gone; nothing while all are found. */
export function HealthWord({ state }: HealthWordProps) {
	const words = useTexts(texts);
	const worst = worstHealth(selectHealth(state));
	if (!state.record || worst === null || worst === 'ok') return null;
	const { shape, ink } = healthMarks[worst];
	return (
		<span className={ink}>
			<span aria-hidden="true">{shape} </span>
			{words[worst]}
		</span>
	);
}
