import type { Guard, GuardGroup } from './guard.ts';

const settling = ['tests/entrypoints/page/session-settling.test.ts'];
const elsewhere = ['tests/entrypoints/page/session-elsewhere.test.ts'];
const totals = ['tests/entrypoints/page/session-totals.test.ts'];
const session = ['tests/entrypoints/page/session.test.ts'];
const odooPage = ['tests/crm/odoo-page.test.ts', 'tests/crm/odoo.test.ts'];

type Short = readonly [name: string, text: string, without: string, tests?: readonly string[]];

const inFile = (file: string, tests: readonly string[], guards: readonly Short[]): Guard[] =>
	guards.map(([name, text, without, own]) => ({ name, file, text, without, tests: own ?? tests, run: 'unit' }));

/** The page is older or newer than the API: saving, reading again, what the page was drawn from. */
export const sessionGuards: GuardGroup = {
	title: 'The page is older or newer than the API',
	guards: [
		...inFile('entrypoints/page/reading.ts', settling, [
			[
				'an edit that is gone from the page stands, marked as being saved',
				`			: settling
				? { type: 'edits.settling'`,
				`			: settling && record.failures < 0
				? { type: 'edits.settling'`,
			],
			['a record is read again once an edit is gone', "if (isBegun) void readFacts(record, 'page');", ''],
			[
				'a read that began before the save is given up',
				'		record.reading?.abort();\n		view.clearTimeout',
				'		view.clearTimeout',
			],
			[
				'an unchanged reading does not end the waiting for a save',
				'if (settling && isUnchanged && !settling.isLastRead) settle(record, settling);',
				'if (settling && isUnchanged && record.failures < 0) settle(record, settling);',
			],
			['waiting for a save ends with a last reading', 'settling.isLastRead = true;', ''],
			['a read that fails after a save is said', "if (settling) settling.phase = 'not-read-again';", ''],
			['a read that failed comes again by itself', 'if (!isWithoutAccess(error.code))', 'if (record.failures < 0)'],
			['reads that fail come later each time', 'usualMs * 2 ** record.failures', 'usualMs'],
			[
				'where no access is set up nothing is tried again',
				'if (!isWithoutAccess(error.code))',
				'if (record.failures >= 0)',
				session,
			],
			[
				'an answer about the record before is dropped',
				'if (front() !== record || reading.signal.aborted) return;',
				'',
				session,
			],
			['requests of a page that may be saving are listened to closely', 'requests.hurry(true);', ''],
			[
				'a value typed back to the saved one is no save',
				" && !(cause === 'typed' && isEditing()) && !isWriting()",
				' && !isWriting()',
			],
			[
				'rows that fit no saved line after a save are read anew',
				'const isGone = (hadEdits && !record.hasEdits) || (isNowUnmatched && !isEditing());',
				'const isGone = hadEdits && !record.hasEdits;',
				[...settling, ...session],
			],
			[
				'what is typed while a save is on its way goes on top of it',
				'(settling ? standing(settling, reading.value) : reading.value)',
				'reading.value',
			],
			[
				'a page is held against what it was drawn from once something else is read',
				'record.drawn = after ?? drawn;',
				'record.drawn = null;',
				elsewhere,
			],
			[
				'what this user saved is drawn by the page',
				'record.drawn = after ?? drawn;',
				'record.drawn = drawn;',
				elsewhere,
			],
			[
				'a reading that is what the page was drawn from makes it the newest again',
				'if (isSame) record.drawn = null;',
				'',
				elsewhere,
			],
			[
				'lines that were saved elsewhere are named',
				"isSame || settling || cause === 'page' ? null : otherLines(drawn, facts)",
				'null',
				elsewhere,
			],
			[
				'what the page itself saved is not said to be saved elsewhere',
				"record.elsewhere = isSame || settling || cause === 'page' ?",
				'record.elsewhere = isSame || settling ?',
				elsewhere,
			],
			[
				'what this user saved is not said to be saved elsewhere',
				"record.elsewhere = isSame || settling || cause === 'page' ?",
				"record.elsewhere = isSame || cause === 'page' ?",
				elsewhere,
			],
			[
				'a page that has caught up is not held against the older reading any more',
				'		record.drawn = null;\n		record.elsewhere = null;\n		return now;',
				'		return now;',
				elsewhere,
			],
			[
				'the page’s own sums are told once they have rested',
				'nowMs - Math.max(totals.sinceMs, typedAtMs) >= steadyForMs',
				'true',
				totals,
			],
			[
				'a page that is older than the CRM is no measure of our sums',
				'if (edits.changedElsewhere || !record.saved || isWriting())',
				'if (!record.saved || isWriting())',
				totals,
			],
			[
				'sums that the page draws anew have to rest again',
				'if (!isSame) record.totals = { sums, sinceMs: nowMs };',
				'record.totals = { sums, sinceMs: record.totals?.sinceMs ?? nowMs };',
				totals,
			],
		]),
		...inFile('entrypoints/page/settling.ts', settling, [
			['an edit is held for as long as a save may take to begin', 'heldFor > 0 || isLoading', 'isLoading'],
			['an edit is held while a frame of the page is loading', 'heldFor > 0 || isLoading', 'heldFor > 0'],
			[
				'a page that never rests is called live in the end',
				'const isLate = nowMs - sinceMs >= longestMs;',
				'const isLate = nowMs < sinceMs;',
			],
			['nothing is called live before the page was quiet', 'isLate || quietFor <= 0', 'isLate || quietFor <= quietMs'],
			['what was given up is not shown while that is checked', "	if (phase === 'checking') return now;\n", ''],
			['typed values stand until they are read', 'lines: { ...edits.lines, ...now.lines }', 'lines: now.lines'],
			[
				'newer values go before those that are being saved',
				'lines: { ...edits.lines, ...now.lines }',
				'lines: edits.lines',
			],
			[
				'lines that are being saved as new stand until they are read',
				'added: now.added.length > 0 ? now.added : edits.added',
				'added: now.added',
			],
			[
				'lines that are being removed stay removed until that is read',
				'removed: now.removed.length > 0 ? now.removed : edits.removed',
				'removed: now.removed',
			],
			['rows of what was saved are not taken for unknown ones', 'areLinesUnmatched: edits.areLinesUnmatched,', ''],
			[
				'a frame that is to be filled counts as loading',
				"return inner !== null && (isEmpty || inner.readyState !== 'complete');",
				"return inner !== null && inner.readyState !== 'complete';",
			],
		]),
		...inFile('entrypoints/page/drawn.ts', elsewhere, [
			[
				'a line that differs from the newest reading alone is nobody’s edit',
				'was.lines[id] ?? (typedIn.has(id) || !isHere(id, drawn) ? edit : {})',
				'was.lines[id] ?? edit',
			],
			['a line that was typed in may be typed back', 'if (was.lines[id]) typedIn.add(id);', ''],
			[
				'a line that a colleague deleted is not added by this user',
				'added: hasOlderRows ? was.added : now.added,',
				'added: now.added,',
			],
			[
				'a line that a colleague added is not removed by this user',
				'.filter((id) => isHere(id) && isHere(id, drawn))',
				'.filter((id) => isHere(id))',
			],
			[
				'a deal’s amount that a colleague saved is not typed by this user',
				'for (const field of olderFields) delete edits[field];',
				'',
			],
			[
				'lines that a colleague changed are named',
				'if (Object.keys(own).length < Object.keys(edit).length) older.add(id);',
				'',
			],
			[
				'rows that fit no line for what a colleague saved are not unknown',
				'areLinesUnmatched: now.areLinesUnmatched && was.areLinesUnmatched,',
				'',
			],
			[
				'a page that shows an older line has not caught up',
				'isCaughtUp: isNewer && !isOlder && !hasOlderRows',
				'isCaughtUp: isNewer && !hasOlderRows',
			],
		]),
		...inFile('crm/odoo/edits-dialogs.ts', odooPage, [
			[
				'a discount dialog that is merely opened is no edit',
				"if (isZero && !(kind === 'sol_discount' && typedFields.has(field))) return { ok: true, value: none };",
				'',
			],
			[
				'a discount that the CRM will refuse is no figure',
				'if (isMoreThan(typed.value, most))',
				'if (isMoreThan(typed.value, null))',
			],
		]),
		...inFile('crm/odoo/edits-row.ts', odooPage, [
			[
				'a replaced row stays replaced when it is changed back',
				"const isSame = isSaved && !replaced.has(asLine ?? '');",
				'const isSame = isSaved;',
			],
			[
				'a product whose price has not come yet is not priced at the one before',
				"if (isBeingChosen(entry) || before?.numbers === numbers) return 'pending';",
				"if (isBeingChosen(entry)) return 'pending';",
			],
			[
				'a unit picked while the cursor is in its cell is a change',
				'const isOtherUnit = unit !== null && line.unit !== null && unit.text !== line.unit;',
				'const isOtherUnit = false;',
			],
			[
				'a quantity that the server has not heard of makes the price a guess',
				"if (open.includes('quantity')) {\n\t\tanswered.delete(key);\n\t\treturn true;",
				"if (open.includes('quantity')) {\n\t\tanswered.delete(key);\n\t\treturn false;",
			],
		]),
		...inFile('crm/odoo/edits.ts', odooPage, [
			[
				'a page in another language than the API’s is said',
				'if (isUnsure && isOtherLanguage(rows, saved.lines ?? []))',
				'if (isUnsure && rows.length < 0)',
			],
			[
				'a discount dialog is counted on the facts after the save that it caused',
				'const isBehind = !reading.ok || !isUnedited(reading.value);',
				'const isBehind = !reading.ok;',
			],
			[
				'a form in which nothing is typed has no edits',
				'reading = isEdited || dialog || !read.ok ? read : { ok: true as const, value: atRest(read.value) };',
				'reading = read;',
			],
			['rows are forgotten once a form is saved', 'if (!isEdited) memory.replaced.clear();', ''],
		]),
		...inFile(
			'crm/tryton/edits.ts',
			['tests/crm/tryton.test.ts', 'tests/crm/tryton/pages.test.ts'],
			[
				[
					'a quantity that the server will price anew makes a guess',
					'if (isRepriced(shown, saved)) edit.isRepriced = true;',
					'',
				],
				[
					'a page in another language than the API’s is said',
					'if (isOtherLanguage && of.some((taken) => taken === null || taken.isReplaced)) return unmatched;',
					'',
				],
				[
					'a row of another unit is another line',
					'of[at] = { line, isReplaced: !isSameUnit(row, line, client) };',
					'of[at] = { line, isReplaced: false };',
				],
			],
		),
		...inFile(
			'crm/dynamics/edits.ts',
			['tests/crm/dynamics/reading.test.ts'],
			[
				[
					'a price list chosen in a form of Dynamics makes a guess',
					"isOtherChosen(chosen('pricelevelid'), priceList)",
					'priceList === undefined',
				],
				[
					'a currency chosen in a form of Dynamics leaves no figure',
					"isOtherChosen(chosen('transactioncurrencyid'), currencyName)",
					'currencyName === undefined',
				],
			],
		),
		...inFile(
			'crm/frappe/edits-quote.ts',
			['tests/crm/frappe/reading.test.ts'],
			[
				[
					'a price list chosen on a quotation of ERPNext makes a guess',
					"isList ? { pricedBy: 'price-list' as const } : ",
					'',
				],
				['a customer chosen on one makes a guess', "isCustomer ? { pricedBy: 'customer' as const } : {}", '{}'],
				[
					'a currency chosen on one leaves no figure',
					"...currencyChosen(chosenLink(inputs, 'currency'), saved.currency),",
					'',
				],
				[
					'a discount on the whole of one leaves no price that is known',
					'if (isWholeTyped(inputs, memory)) return { ok: true, value: { ...none, areLinesUnmatched: true } };',
					'',
				],
			],
		),
		...inFile(
			'crm/dolibarr/edits.ts',
			['tests/crm/dolibarr/edits.test.ts'],
			[
				[
					'another rate of exchange typed in Dolibarr makes a guess',
					"...(isRateTyped(document, marks) ? { pricedBy: 'exchange-rate' } : {}),",
					'',
				],
			],
		),
		...inFile(
			'core/margin/page-check.ts',
			['tests/core/margin/held.test.ts'],
			[
				[
					'a sum that the page draws otherwise is said',
					'if (revenue && !isWithin(after.revenue, revenue, roundingSlack(deal, lines.length)))',
					'if (revenue && lines.length < 0)',
				],
				[
					'a margin that the page draws otherwise is said',
					'if (margin && isMarginKnown(after) && !isWithin(',
					'if (margin && lines.length < 0 && !isWithin(',
				],
				[
					'a currency that the page draws otherwise is said',
					'currency !== null && deal.currency !== null && currency !== deal.currency',
					'lines.length < 0',
				],
			],
		),
		...inFile(
			'core/margin-view.ts',
			['tests/core/margin/held.test.ts'],
			[
				[
					'while the CRM will price anew a figure is a guess',
					'sides.touched.some(({ line }) => line.sides.isGuess && line.view.after !== null) ||\n\t\t',
					'',
				],
				[
					'while another price list, customer or rate is chosen a figure is a guess',
					'pricedBy(draft, sides) !== null ||\n\t\t(isEdited && isElsewhere);',
					'(isEdited && isElsewhere);',
				],
				[
					'beside a colleague’s change a figure is a guess',
					' !== null ||\n\t\t(isEdited && isElsewhere);',
					' !== null;',
				],
			],
		),
	],
};
