import { describe, expect, it } from 'vitest';
import { formOfRates, readPastedRates, readRates, withPasted } from '../../../../stores/workspace/forms/rates.ts';
import { formOfTrades, newTrade, readTrades, type TradesValue } from '../../../../stores/workspace/forms/trades.ts';

const value: TradesValue = {
	trades: [
		{ id: 'a', name: 'Prepay', kind: 'prepay', yearlyRate: '0.08', days: 60 },
		{ id: 'b', name: 'Net 90', kind: 'terms', yearlyRate: '0.08', days: 30 },
		{ id: 'c', name: 'Three years', kind: 'term', years: 3, retention: '0.7', yearlyRate: '0.06' },
		{ id: 'd', name: 'Half more', kind: 'volume', more: '1.5' },
		{ id: 'e', name: 'One day less', kind: 'scope', product: 'INST-D', quantity: '1' },
		{ id: 'f', name: 'Free day', kind: 'service', product: 'INST-D', quantity: '0.5' },
		{ id: 'g', name: 'Visit', kind: 'reference', worth: '1500', currency: 'EUR' },
	],
	offInvoice: [
		{ id: 'a', name: 'Rebate', drop: 'rebate', amount: { by: 'share', value: '0.025' } },
		{ id: 'b', name: 'Freight', drop: 'freight', amount: { by: 'money', value: '140.5', currency: 'EUR' } },
	],
	rates: [
		{ from: 'USD', to: 'EUR', rate: '0.92', day: '2026-11-01' },
		{ from: 'USD', to: 'EUR', rate: '0.91', day: '2026-10-01' },
	],
};

describe('trades in their form', () => {
	it('come back as they were, all seven kinds, in any language', () => {
		for (const locale of ['en', 'de'])
			expect(readTrades(formOfTrades(value, locale), locale)).toEqual({ ok: true, value });
	});

	it('name what is missing by row and field, and tell a trade from an item with the same id', () => {
		const form = formOfTrades(value, 'en');
		const read = readTrades(
			{
				trades: [newTrade('x'), ...form.trades.slice(0, 1)],
				offInvoice: form.offInvoice.map((row) => ({ ...row, name: '' })),
				rates: { rows: [{ key: 'r', from: 'EUR', to: 'eur', rate: '0', day: '' }] },
			},
			'en',
		);
		expect(read.ok ? [] : read.error.map(({ code, at }) => `${at}: ${code}`)).toEqual([
			'x name: missing',
			'x days: whole-unreadable',
			'x yearlyRate: percent-missing',
			'after a name: missing',
			'after b name: missing',
			'r to: same-currency',
			'r rate: number-zero',
			'r day: day-unreadable',
		]);
	});
});

describe('exchange rates', () => {
	it('are kept newest first, one for a pair and a day', () => {
		const form = formOfRates(value.rates, 'en');
		const twice = readRates(
			{ rows: [...form.rows, ...form.rows.map((row) => ({ ...row, key: `again ${row.key}` }))] },
			'en',
		);
		expect(twice.ok ? [] : twice.error.map(({ code }) => code)).toEqual(['named-twice', 'named-twice']);
		expect(readRates({ rows: [...form.rows].reverse() }, 'en')).toEqual({ ok: true, value: value.rates });
	});

	const place = (column: string) => column;

	it('are read from a pasted list with or without a row of names, however its numbers are written', () => {
		const wanted = [
			{ from: 'USD', to: 'EUR', rate: '0.92', day: '2026-11-24' },
			{ from: 'GBP', to: 'EUR', rate: '1.1825', day: '2026-11-24' },
		];
		for (const text of [
			'from,to,rate,day\nUSD,EUR,0.92,2026-11-24\nGBP,EUR,1.1825,2026-11-24\n',
			'usd;eur;0,92;24.11.2026\r\ngbp;eur;1,1825;24.11.2026',
			'USD\tEUR\t0,92\t2026-11-24\nGBP\tEUR\t1,1825\t2026-11-24',
		])
			expect(readPastedRates(text, place)).toEqual({ ok: true, value: wanted });
	});

	it('are refused as a whole, with row and column of each problem', () => {
		const read = readPastedRates(
			'from,to,rate,day\nUSD,EUR,0.92,24/11/2026\nUSD,US,1,2026-11-24\nUSD,EUR,-1,2026-11-24',
			place,
		);
		expect(read.ok ? [] : read.error).toEqual([
			{ row: 2, place: 'day', reason: 'not-a-day', found: '24/11/2026' },
			{ row: 3, place: 'to', reason: 'not-a-currency', found: 'US' },
			{ row: 4, place: 'rate', reason: 'rate-unreadable', found: '-1' },
		]);
		expect(readPastedRates('  \n', place)).toMatchObject({ ok: false, error: [{ reason: 'no-rates' }] });
	});

	it('are not guessed where a number may be two and no other row tells', () => {
		const read = readPastedRates('EUR;USD;1,085;2026-11-24', place);
		expect(read).toMatchObject({ ok: false, error: [{ row: 1, reason: 'rate-ambiguous', found: '1,085' }] });
		expect(readPastedRates('EUR;USD;1,085;2026-11-24\nEUR;CHF;0,9312;2026-11-24', place)).toMatchObject({
			ok: true,
			value: [{ rate: '1.085' }, { rate: '0.9312' }],
		});
	});

	it('replace those of the same pair and day', () => {
		let last = 0;
		const form = withPasted(
			formOfRates(value.rates, 'de'),
			[
				{ from: 'USD', to: 'EUR', rate: '0.9', day: '2026-11-01' },
				{ from: 'USD', to: 'EUR', rate: '0.95', day: '2026-11-01' },
			],
			'de',
			() => {
				last += 1;
				return `new-${last}`;
			},
		);
		expect(form.rows.map(({ rate, day }) => [rate, day])).toEqual([
			['0,95', '2026-11-01'],
			['0,91', '2026-10-01'],
		]);
	});
});
