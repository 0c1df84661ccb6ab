import { Stethoscope } from 'lucide-react';
import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as healthTexts } from '../../assets/texts/health.ts';
import { healthReport, selectHealth } from '../../stores/deal/health-report.ts';
import type { DealState } from '../../stores/deal/store.ts';
import { useCopy } from '../ui/Copy/useCopy.ts';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import { IconButton } from '../ui/IconButton/IconButton.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { Popover } from '../ui/Popover/Popover.tsx';
import { healthMarks } from './health-marks.ts';
import { type OnShowField, ShowField } from './ShowField.tsx';

interface HealthProps {
	readonly state: DealState;
	readonly version: string;
	readonly onShowField: OnShowField | undefined;
}

/** Which fields of the page are found, which have moved and which are gone, with a report to hand on. */
export function Health({ state, version, onShowField }: HealthProps) {
	const words = useTexts(healthTexts);
	const { failures } = useTexts(dealTexts);
	const copy = useCopy();
	const fields = selectHealth(state);
	const { failure, record } = state;
	if (!record) return null;
	return (
		<Popover
			trigger={<IconButton icon={Stethoscope} label={words.title} hasTooltip={false} />}
			title={words.title}
			isTitleShown
			side="top"
		>
			<div className="grid w-60 gap-2 text-xs text-ink-2">
				<p className="m-0">{fields.length === 0 ? words.none : words.lead(record.crmTitle)}</p>
				{fields.length > 0 && (
					<ul className="m-0 grid list-none gap-1 p-0">
						{fields.map(({ field, state: found }) => (
							<li key={field} className="flex flex-wrap items-baseline gap-2">
								<span aria-hidden="true" className={healthMarks[found].ink}>
									{healthMarks[found].shape}
								</span>
								<span className="font-semibold text-ink">{field}</span>
								<span className="ml-auto text-right">{words.states[found]}</span>
								{found === 'broken' && onShowField && record.repairable.includes(field) && (
									<ShowField field={field} onShowField={onShowField} />
								)}
							</li>
						))}
					</ul>
				)}
				{failure && failure.code !== 'field-missing' && <p className="m-0">{words.failed(failures[failure.code])}</p>}
				<p className="m-0 text-ink-3">{words.hint}</p>
				<div>
					<GuardedButton
						size="small"
						onPress={() => copy(healthReport(state, { version, browser: navigator.userAgent }), words.copied)}
					>
						{words.copy}
					</GuardedButton>
				</div>
			</div>
		</Popover>
	);
}
