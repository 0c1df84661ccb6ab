import { describe, expect, it } from 'vitest';
import type { ApprovalPolicy, PayStanding } from '../../../../core/model/playbook.ts';
import { usualPolicy } from '../../../../core/playbook/default-policy.ts';
import { formOfApprovals, readApprovals } from '../../../../stores/workspace/forms/approvals.ts';
import { formOfReps, readReps, repsOf } from '../../../../stores/workspace/forms/reps.ts';
import { formOfStanding, readStanding } from '../../../../stores/workspace/forms/standing.ts';

const policy: ApprovalPolicy = {
	levels: [
		{ name: 'Sales manager', who: 'ada@firm.example' },
		{ name: 'Director', who: '' },
	],
	rules: [
		{ id: 'a', level: 1, trigger: { kind: 'discount-over', value: '0.125' } },
		{ id: 'b', level: 1, trigger: { kind: 'line-discount-over', value: '0.2' } },
		{ id: 'c', level: 2, trigger: { kind: 'margin-under', value: '0.2' } },
		{ id: 'd', level: 2, trigger: { kind: 'size-over', value: '250000', currency: 'EUR' } },
		{ id: 'e', level: 2, trigger: { kind: 'terms-over', days: 60 } },
		{ id: 'f', level: 1, trigger: { kind: 'line-under-floor' } },
		{ id: 'g', level: 2, trigger: { kind: 'deal-under-floor' } },
	],
};

describe('the ladder in its form', () => {
	it('comes back as it was, every trigger, in any language', () => {
		for (const locale of ['en', 'de'])
			expect(readApprovals(formOfApprovals(policy, locale), locale)).toEqual({ ok: true, value: policy });
	});

	it('keeps a rule with its level when levels change places', () => {
		const form = formOfApprovals(policy, 'en');
		const read = readApprovals({ ...form, levels: [...form.levels].reverse() }, 'en');
		expect(read.ok && read.value.rules.map(({ level }) => level)).toEqual([2, 2, 1, 1, 1, 2, 1]);
	});

	it('does not guess who is asked once a level is gone', () => {
		const form = formOfApprovals(policy, 'en');
		const read = readApprovals({ ...form, levels: form.levels.slice(0, 1) }, 'en');
		expect(read.ok ? [] : read.error.map(({ at, code }) => `${at}: ${code}`)).toEqual([
			'c level: level-missing',
			'd level: level-missing',
			'e level: level-missing',
			'g level: level-missing',
		]);
	});

	it('refuses levels without a name or with the same, and values that are none', () => {
		const form = formOfApprovals(policy, 'de');
		const read = readApprovals(
			{
				levels: [
					{ key: '1', name: 'Leitung', who: '' },
					{ key: '2', name: ' leitung', who: '' },
					{ key: '3', name: '', who: '' },
				],
				rules: form.rules.map((rule) => ({ ...rule, value: '12.5' })),
			},
			'de',
		);
		expect(read.ok ? [] : read.error.map(({ at, code }) => `${at}: ${code}`)).toEqual([
			'2 name: named-twice',
			'3 name: missing',
			'a value: percent-unreadable',
			'b value: percent-unreadable',
			'c value: percent-unreadable',
			'd value: number-unreadable',
			'e value: whole-unreadable',
		]);
	});
});

describe('what reps see, in its form', () => {
	const value = {
		...repsOf({ ...usualPolicy, warnings: 'note', otherwise: null, families: [] }),
		reasonCodes: [{ id: 'a', text: 'Competing offer' }],
		quarterEnd: { days: 10, usualExtraDiscount: '0.035' },
	};

	it('comes back as it was', () => {
		for (const locale of ['en', 'de']) expect(readReps(formOfReps(value, locale), locale)).toEqual({ ok: true, value });
	});

	it('drops a reason left empty, and refuses one that stands twice', () => {
		const form = formOfReps(value, 'en');
		const reading = (...texts: string[]) =>
			readReps({ ...form, reasonCodes: texts.map((text, index) => ({ id: `${index}`, text })) }, 'en');
		const blank = reading('One', '  ');
		expect(blank.ok && blank.value.reasonCodes).toEqual([{ id: '0', text: 'One' }]);
		expect(reading('One', 'one ')).toEqual({ ok: false, error: [{ code: 'named-twice', at: '1 text' }] });
		expect(readReps({ ...form, quarterDays: '', quarterDiscount: '' }, 'en')).toEqual({
			ok: false,
			error: [{ code: 'whole-unreadable', at: 'quarterDays' }],
		});
	});
});

describe('own figures in their form', () => {
	const standing: PayStanding = {
		currency: 'EUR',
		revenue: '120000.5',
		grossMargin: '-30',
		quota: '50000',
		share: '1',
	};

	it('come back as they were, a loss and a whole share included', () => {
		for (const locale of ['en', 'de'])
			expect(readStanding(formOfStanding(standing, locale), locale)).toEqual({ ok: true, value: standing });
	});

	it('leave quota and share open when they are empty, and refuse an impossible share', () => {
		const form = { ...formOfStanding(standing, 'en'), quota: '', share: '' };
		expect(readStanding(form, 'en')).toMatchObject({ ok: true, value: { quota: null, share: null } });
		expect(readStanding({ ...form, share: '100.01' }, 'en')).toMatchObject({ error: [{ code: 'share-over-hundred' }] });
		expect(readStanding({ ...form, share: '0' }, 'en')).toMatchObject({ error: [{ code: 'number-zero' }] });
		expect(readStanding(formOfStanding(null, 'en'), 'en')).toMatchObject({
			error: [{ at: 'revenue' }, { at: 'grossMargin' }],
		});
	});
});
