import { useState } from 'react';
import { de, en } from '../../../assets/texts/access.ts';
import { type CostPlace, costCrms, costFieldOf, selectCostPlace } from '../../../stores/workspace-access-form.ts';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { Card } from '../Section/Card.tsx';
import { useAccess } from './AccessContext.tsx';

export function CostPlaces() {
	const words = useTexts({ en, de });
	return (
		<Card title={words.cost.title} hint={words.cost.hint}>
			<div className="grid gap-4">
				{costCrms.map((each) => (
					<CostRow key={each.crm} {...each} />
				))}
			</div>
		</Card>
	);
}

const places: readonly CostPlace[] = ['usual', 'line-field', 'product-field', 'cost-book', 'list'];

function CostRow({ crm, title, hasCostBook }: (typeof costCrms)[number]) {
	const all = useTexts({ en, de });
	const words = all.cost;
	const toast = useToast();
	const stored = useAccess((state) => state.costFields[crm]);
	const choose = useAccess((state) => state.costFieldChosen);
	/** Null while nothing is being changed: then what is stored is shown, also when it changes elsewhere. */
	const [draft, setDraft] = useState<{ readonly place: CostPlace; readonly name: string } | null>(null);
	const [fault, setFault] = useState<'missing' | 'spaces' | null>(null);
	const shown = draft ?? selectCostPlace(stored);
	const isNamed = shown.place === 'line-field' || shown.place === 'product-field';

	async function chosen(place: CostPlace, name: string): Promise<void> {
		const field = costFieldOf(place, name);
		setFault(field.ok ? null : field.error);
		if (!field.ok) return;
		const answer = await choose(crm, field.value);
		setDraft(null);
		if (!answer.ok) toast({ text: all.setUpFaults[answer.error] });
	}

	return (
		<div className="grid items-start gap-x-4 gap-y-2 sm:grid-cols-2">
			<SelectField
				label={words.place(title)}
				value={shown.place}
				options={places
					.filter((place) => hasCostBook || place !== 'cost-book')
					.map((place) => ({ value: place, label: words.places[place] }))}
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
					hint={words.nameHint}
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
		</div>
	);
}
