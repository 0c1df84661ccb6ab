import type { Guard, GuardGroup } from './guard.ts';

const cost = ['tests/core/margin/cost.test.ts'];

type Short = readonly [name: string, text: string, without: string, tests?: readonly string[]];

const inFile = (file: string, tests: readonly string[], guards: readonly Short[]): Guard[] =>
	guards.map(([name, text, without, own]) => ({ name, file, text, without, tests: own ?? tests, run: 'unit' }));

/** Units, currencies and periods: a cost is of the same thing as the price it is taken from, or it is unknown. */
export const unitGuards: GuardGroup = {
	title: 'Units and currencies',
	guards: [
		...inFile('core/margin/cost.ts', cost, [
			[
				'a cost of unknown currency is never subtracted',
				"if (from === 'unknown' || to === null) return null;",
				"if (from === 'unknown') return { amount, rate: null };\n	if (to === null) return null;",
			],
			[
				'a deal without a currency has no foreign costs',
				"if (from === 'unknown' || to === null) return null;",
				"if (from === 'unknown') return null;\n	if (to === null) return { amount, rate: null };",
			],
			[
				'a cost in a currency without a rate is unknown',
				'if (!found || !converted) return null;',
				'if (!found || !converted) return { amount, rate: null };',
			],
			['a cost in another currency is converted', "if (from === 'deal' || from === to)", "if (from !== 'unknown')"],
			[
				'the rate of the playbook is named',
				'return { amount: converted, rate: { from: listedFrom, to: listedTo, rate, day: found.day } };',
				'return { amount: converted, rate: rate === null ? { from: listedFrom, to: listedTo, rate, day: found.day } : null };',
			],
			[
				'a rate that is listed the other way round is named as it is listed',
				'found.isInverse ? [to, from] : [from, to]',
				'[from, to]',
			],
			['a cost whose units are unknown is unknown', "if (!units) return unknown('cost-unit');", ''],
			[
				'a cost is multiplied by the units that it is given for',
				'unitCost: multiply(converted.amount, units)',
				'unitCost: converted.amount',
			],
			[
				'a cost whose period cannot be joined with the price’s is unknown',
				"if (!isPeriodJoined(line, period)) return unknown('cost-period');",
				'',
			],
			[
				'what is sold once has no cost a month',
				"period !== 'month' && period !== 'year'",
				"period !== 'unknown' || period === 'unknown'",
			],
			[
				'what recurs wants the period of its cost',
				"recurrence ? period !== 'unknown'",
				"recurrence ? period !== 'price'",
			],
			[
				'a period that a list leaves out is unknown',
				"entry.period === 'unsaid' ? 'unknown'",
				"entry.period === 'unsaid' ? 'price'",
			],
			['a cost of parts is said to be one', "if (line.isCostOfParts) return 'cost-of-parts';", ''],
			['the list never stands in for a 0 of the CRM', "if (line.isCostZero) return 'cost-zero';", ''],
			[
				'a listed cost of 0 counts only when it is free',
				"if (isZero(amount) && entry.isFree !== true) return 'cost-zero';",
				'',
			],
			[
				'a price guide in another currency is none',
				'guide?.currency === currency && floor && target',
				'floor && target',
			],
		]),
		...inFile('core/margin/exchange.ts', cost, [
			['no rate counts before its day', 'find((listed) => listed.day <= day)', 'at(0)'],
			['a pair the other way round is divided by', 'isInverse ? divide(amount, rate, exchangeDigits) :', ''],
			[
				'of a pair and its inverse the later counts',
				'(!inverse || direct.day >= inverse.day)',
				'(!inverse || direct.day)',
			],
			['a rate of 0 is none', 'if (!rate || isZero(rate) || isNegative(rate)) continue;', 'if (!rate) continue;'],
		]),
		...inFile('core/margin/sides.ts', cost, [
			['rates are those of the day of the quote', 'day: deal.quoteDate ?? today', 'day: today'],
			[
				'a typed cost brings its own unit, currency and period',
				'costOf({ ...rest, ...told, unitCost: typed.value',
				'costOf({ ...rest, unitCost: typed.value',
				['tests/core/margin/held.test.ts'],
			],
		]),
		...inFile('core/margin/line.ts', cost, [
			[
				'a cost that is due at other times than its price is counted by its own',
				'overPeriods(multiply(unitCost, quantity), costPeriods)',
				'overPeriods(multiply(unitCost, quantity), periods)',
			],
		]),
		...inFile('core/margin/item.ts', cost, [
			[
				'the lowest price of what recurs is that of its cost over the same time',
				'if (periods === costPeriods) return priceKeeping',
				'if (periods) return priceKeeping',
			],
		]),
		...inFile(
			'core/margin-view.ts',
			['tests/core/margin/held.test.ts'],
			[
				[
					'another currency chosen on the page makes every figure unknown',
					'const isHidden = lineGap(draft) !== null && deal.lines !== null;',
					'const isHidden = lineGap(draft) !== null && !draft.currencyChange && deal.lines !== null;',
				],
			],
		),
		...inFile(
			'crm/tryton/api-units.ts',
			['tests/crm/tryton/units.test.ts'],
			[
				['units of two categories do not go together', 'if (unit.category !== other.category) return null;', ''],
				['a unit whose sign two have is unknown', 'found.length === 1 ? found[0] : undefined', 'found[0]'],
			],
		),
		...inFile(
			'crm/tryton/api.ts',
			['tests/crm/tryton.test.ts', 'tests/crm/tryton/pages.test.ts'],
			[
				[
					'a cost is in the company’s currency',
					"? { costCurrency: deal.company ?? 'unknown', costUnits: units }",
					"? { costCurrency: 'deal', costUnits: units }",
				],
				[
					'a cost is for the product’s own unit',
					"? { costCurrency: deal.company ?? 'unknown', costUnits: units }",
					"? { costCurrency: deal.company ?? 'unknown', costUnits: '1' }",
				],
				[
					'a product’s list price is in the company’s currency',
					'return isHome && price && times ?',
					'return price && times ?',
				],
			],
		),
		...inFile(
			'crm/odoo/lines.ts',
			['tests/crm/odoo-facts.test.ts', 'tests/crm/odoo.test.ts'],
			[
				[
					'a product’s cost is in the currency that its company keeps',
					"costCurrency: kept ?? 'unknown',",
					"costCurrency: kept === null ? 'unknown' : 'deal',",
					['tests/crm/odoo-facts.test.ts', 'tests/crm/kit/cost.test.ts'],
				],
				[
					'a product’s cost is for its own unit',
					"const costUnits = unit && productUnit && idOf(unit) === idOf(productUnit) ? '1' : 'unknown';",
					"const costUnits = '1';",
				],
				['a 0 beside a cost of the product was set by somebody', '...(own === null ? {} : { isCostZero: true }),', ''],
				['what a confirmed kit costs by its parts is no cost of the whole', 'product?.is_kits === true', 'false'],
				['a kit’s own cost is one of the whole', 'isSameAmount(ofLine, ofProduct)', 'false'],
			],
		),
		...inFile(
			'crm/odoo/api-learn.ts',
			['tests/crm/odoo-page.test.ts'],
			[
				[
					'a picked product’s cost in another currency is not told',
					"if (costCurrency !== money) return { ...none, unitCost: cost, costCurrency: 'unknown' };",
					'',
				],
				[
					'a picked product’s cost is worked out for the line’s unit',
					'const perUnit = isOwnUnit ? cost : inUnit(cost, own, other, client);',
					'const perUnit = cost;',
				],
			],
		),
		...inFile(
			'crm/dynamics/lines.ts',
			['tests/crm/dynamics/reading.test.ts'],
			[
				['units of two groups do not go together', "if (sold.base !== costed.base) return 'unknown';", ''],
				['a cost in a currency that nobody names is none', 'if (isForeign && code === null) return untold;', ''],
				[
					'a foreign cost says its currency',
					"costCurrency: code ?? 'deal', costUnits: costUnits(line, product)",
					"costCurrency: 'deal', costUnits: costUnits(line, product)",
				],
			],
		),
		...inFile(
			'crm/frappe/api.ts',
			['tests/crm/frappe/reading.test.ts'],
			[
				[
					'stock is valued in the company’s currency',
					"costCurrency: code ?? (isOwn ? 'deal' : 'unknown'),",
					"costCurrency: 'deal',",
				],
				[
					'stock is valued per unit of stock',
					"costUnits: decimalIf(row, 'conversion_factor') ?? 'unknown',",
					"costUnits: '1',",
				],
			],
		),
		...inFile(
			'crm/suitecrm/lines.ts',
			['tests/crm/kit/cost.test.ts'],
			[
				[
					'a product’s cost in another currency says which',
					'return { ...line, unitCost, costCurrency };',
					'return { ...line, unitCost };',
				],
			],
		),
		...inFile(
			'crm/salesforce/lines.ts',
			['tests/crm/salesforce/reading.test.ts', 'tests/crm/kit/cost.test.ts'],
			[['a foreign cost says its currency', 'costCurrency: costCurrencyOf(found, parts),', "costCurrency: 'deal',"]],
		),
		...inFile(
			'crm/zoho/lines.ts',
			['tests/crm/kit/cost.test.ts', 'tests/crm/zoho.test.ts'],
			[
				[
					'a product’s cost in another currency says which',
					'costCurrency: costCurrencyOf(product, costs, money),',
					"costCurrency: 'deal',",
				],
			],
		),
		...inFile(
			'crm/twenty/api.ts',
			['tests/crm/twenty/lines.test.ts', 'tests/crm/twenty.test.ts'],
			[
				['a cost says its currency', "costCurrency: unitCost.currency ?? 'unknown',", "costCurrency: 'deal',"],
				[
					'a price in another currency is none of this deal’s',
					'listPrice: price.currency === currency ? price.amount : null,',
					'listPrice: price.amount,',
				],
			],
		),
		...inFile(
			'crm/espocrm/lines.ts',
			['tests/crm/espocrm-facts.test.ts', 'tests/crm/espocrm.test.ts'],
			[
				[
					'a total of costs says its currency',
					"...costIn(unitCost, costMoney ?? 'unknown'),",
					"...costIn(unitCost, 'deal'),",
				],
				[
					'a list total in another currency is none',
					'const isOwnMoney = listTotal !== null && moneyIn(record, listTotal) === money;',
					'const isOwnMoney = listTotal !== null;',
				],
			],
		),
		...inFile(
			'crm/dolibarr/lines.ts',
			['tests/crm/dolibarr/units.test.ts'],
			[
				[
					'of which unit a product’s cost is its line does not tell',
					'const isOwnUnit = shown.unit === null || (cost.isOwn && cost.unitCost !== null);',
					'const isOwnUnit = true;',
				],
			],
		),
	],
};
