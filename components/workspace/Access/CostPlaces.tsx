import { useEffect, useState } from 'react';
import { texts } from '../../../assets/texts/access.ts';
import type { CrmId } from '../../../core/model/deal.ts';
import { type CostCrm, costCrms, splitByUse } from '../../../stores/crms.ts';
import { type CostPlace, costFieldOf, selectCostPlace } from '../../../stores/workspace/access-form.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { OtherCrms } from '../OtherCrms/OtherCrms.tsx';
import { Card } from '../Section/Card.tsx';
import { useAccess } from './AccessContext.tsx';
import { CostTry } from './CostTry.tsx';

interface CostPlacesProps {
	/** CRMs in use here, in no order. */
	readonly seen: readonly CrmId[];
}

export function CostPlaces({ seen }: CostPlacesProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const { own, others } = splitByUse(costCrms, seen);
	const isUnreadable = useAccess((state) => state.costFields === null);
	if (isUnreadable)
		return (
			<Card title={words.cost.title} hint={words.cost.hint}>
				<p role="alert" className="m-0 rounded-lg bg-bad-soft px-3 py-2 text-sm">
					{words.cost.unreadable}
				</p>
			</Card>
		);
	return (
		<Card title={words.cost.title} hint={words.cost.hint}>
			<div className="grid gap-4">
				{own.length === 0 ? <p className="m-0 text-sm text-ink-2">{words.noCrmSeen}</p> : null}
				{own.map((each) => (
					<CostRow key={each.crm} {...each} />
				))}
				{others.length > 0 ? (
					<OtherCrms label={words.otherCrms(format.count(others.length))}>
						<div className="grid gap-4">
							{others.map((each) => (
								<CostRow key={each.crm} {...each} />
							))}
						</div>
					</OtherCrms>
				) : null}
			</div>
		</Card>
	);
}

/** Every key would be a read of the CRM: the one after which the typing rests is enough. */
const restMs = 400;

function CostRow({ crm, title, places, example }: CostCrm) {
	const all = useTexts(texts);
	const words = all.cost;
	const toast = useToast();
	const stored = useAccess((state) => state.costFields?.[crm]);
	const choose = useAccess((state) => state.costFieldChosen);
	/** Null while nothing is being changed: then what is stored is shown, also when it changes elsewhere. */
	const [draft, setDraft] = useState<{ readonly place: CostPlace; readonly name: string } | null>(null);
	const [fault, setFault] = useState<'missing' | 'spaces' | null>(null);
	const shown = draft ?? selectCostPlace(stored);
	const isNamed = shown.place === 'line-field' || shown.place === 'product-field';
	const [isTrying, setTrying] = useState(false);
	const tried = useAccess((state) => state.costFieldTried);
	const closed = useAccess((state) => state.costTryClosed);
	const field = costFieldOf(shown.place, shown.name);
	/** What is tried, as text; null while the field has no name that it can have. */
	const tryOf = field.ok ? (field.value ?? '') : null;

	useEffect(() => {
		if (!isTrying) return;
		if (tryOf === null) {
			closed(crm);
			return;
		}
		const timer = setTimeout(() => void tried(crm, tryOf === '' ? null : tryOf), restMs);
		return () => clearTimeout(timer);
	}, [isTrying, tryOf, crm, tried, closed]);

	async function chosen(place: CostPlace, name: string): Promise<void> {
		const chosenField = costFieldOf(place, name);
		setFault(chosenField.ok ? null : chosenField.error);
		if (!chosenField.ok) return;
		const answer = await choose(crm, chosenField.value);
		setDraft(null);
		if (!answer.ok) toast({ text: all.setUpFaults[answer.error] });
	}

	return (
		<div className="grid items-start gap-x-4 gap-y-2 sm:grid-cols-2">
			<SelectField
				label={words.place(title)}
				value={shown.place}
				options={(['usual', ...places, 'list'] as const).map((place) => ({ value: place, label: words.places[place] }))}
				onChange={(place) => {
					const needsName = place === 'line-field' || place === 'product-field';
					setFault(null);
					setDraft({ place, name: shown.name });
					if (!needsName || shown.name !== '') void chosen(place, shown.name);
				}}
			/>
			{isNamed ? (
				<Field
					label={words.name(title)}
					hint={words.nameHint(example)}
					value={shown.name}
					autoComplete="off"
					spellCheck={false}
					error={fault === null ? null : words.faults[fault]}
					onChange={(event) => setDraft({ ...shown, name: event.target.value })}
					onBlur={() => void chosen(shown.place, shown.name)}
					onKeyDown={(event) => {
						if (event.key === 'Enter') void chosen(shown.place, shown.name);
					}}
				/>
			) : null}
			<div className={isNamed || isTrying ? 'grid gap-2 sm:col-span-2' : 'sm:self-end'}>
				<div>
					<Button
						size="small"
						look="quiet"
						aria-expanded={isTrying}
						aria-label={isTrying ? words.stopNamed(title) : words.tryNamed(title)}
						onClick={() => {
							if (isTrying) closed(crm);
							setTrying(!isTrying);
						}}
					>
						{isTrying ? words.stop : words.tryIt}
					</Button>
				</div>
				{isTrying ? <CostTry crm={crm} title={title} isNamed={tryOf !== null} /> : null}
			</div>
		</div>
	);
}
