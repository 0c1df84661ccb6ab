import type * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { texts as approvals } from '../../../assets/texts/approvals.ts';
import { texts as forms } from '../../../assets/texts/forms.ts';
import { texts as own } from '../../../assets/texts/own-figures.ts';
import { texts as pay } from '../../../assets/texts/pay-plan.ts';
import { texts as rules } from '../../../assets/texts/policy-rules.ts';
import { texts as reps } from '../../../assets/texts/reps-view.ts';
import { texts as trades } from '../../../assets/texts/trades.ts';
import { texts as workspace } from '../../../assets/texts/workspace.ts';
import { formWords } from '../../../components/workspace/Form/useFormWords.ts';
import { formNames } from '../../../stores/workspace/forms/forms.ts';
import { formShapes } from '../../../stores/workspace/forms/shapes.ts';

type Shape = v.GenericSchema & {
	readonly entries?: Readonly<Record<string, Shape>>;
	readonly item?: Shape;
	readonly wrapped?: Shape;
	readonly options?: readonly string[];
};

interface Found {
	readonly list: string;
	readonly field: string;
	readonly options: readonly string[];
}

/** Every field of a form with the list it is in, and what may be chosen in it. */
function fieldsOf(shape: Shape, list = ''): readonly Found[] {
	if (shape.item) return fieldsOf(shape.item, list);
	if (shape.wrapped) return fieldsOf(shape.wrapped, list);
	return Object.entries(shape.entries ?? {})
		.filter(([field]) => field !== 'id' && field !== 'key')
		.flatMap(([field, of]) => {
			const bare = of.wrapped ?? of.item ?? of;
			return [{ list, field, options: [...(bare.options ?? [])] }, ...fieldsOf(of, field)];
		});
}

describe.each(['en', 'de'] as const)('the words of a clash in %s', (code) => {
	const words = formWords(
		{
			all: workspace[code],
			approvals: approvals[code],
			forms: forms[code],
			own: own[code],
			pay: pay[code],
			rules: rules[code],
			reps: reps[code],
			trades: trades[code],
		},
		'note',
	);

	it.each(formNames)('name every field of the form %s and all that may be chosen in it', (name) => {
		const { fields, choices } = words[name];
		const found = fieldsOf(formShapes[name] as Shape);
		expect(found.length).toBeGreaterThan(3);
		for (const { list, field, options } of found) {
			expect(fields[`${list}.${field}`] ?? fields[field], `${list} ${field}`).toEqual(expect.any(String));
			for (const option of options)
				expect((choices[`${list}.${field}`] ?? choices[field])?.[option], `${field} ${option}`).toEqual(
					expect.any(String),
				);
		}
		const known = found.flatMap(({ list, field }) => [field, `${list}.${field}`]);
		expect(Object.keys(fields).filter((field) => !known.includes(field))).toEqual([]);
		expect(Object.keys(choices).filter((field) => !known.includes(field))).toEqual([]);
	});
});
