import type { Guard, GuardGroup } from './guard.ts';

type Short = readonly [name: string, text: string, without: string, tests?: readonly string[]];

const inFile = (
	file: string,
	tests: readonly string[],
	guards: readonly Short[],
	run: Guard['run'] = 'unit',
): Guard[] => guards.map(([name, text, without, own]) => ({ name, file, text, without, tests: own ?? tests, run }));

/** What keeps pages, colleagues and reps from what is not theirs, and kept data from being lost. */
export const securityGuards: GuardGroup = {
	title: 'Nothing given away, nothing lost',
	guards: [
		...inFile(
			'background/background.ts',
			['tests/background/background.test.ts'],
			[
				['a frame that nobody vouches for is no sidebar', ' && (await isProven(sender));', ';'],
				['each context may ask for its own commands alone', 'if (!context || !mayAsk(context, name))', 'if (!context)'],
				[
					'a playbook that is gone is not replaced by a fresh one',
					'if (!isKept && isFirst) await',
					'if (!isKept) await',
					['tests/background/kept.test.ts'],
				],
			],
		),
		...inFile(
			'messages/sender-rules.ts',
			['tests/messages/sender-rules.test.ts'],
			[
				['another extension is nobody', 'if (sender.id !== extensionId) return null;', ''],
				['pages of ours count at the top of their own tab alone', 'return isTop && ownPages', 'return ownPages'],
				[
					'each context asks for what its row allows',
					'return commandOf(name).from.includes(context);',
					"return context !== 'page' || commandOf(name).from.includes(context);",
				],
				[
					'what a page may ask is in the row',
					'return commandOf(name).from.includes(context);',
					"return context === 'page' || commandOf(name).from.includes(context);",
				],
			],
		),
		...inFile(
			'background/services/line.ts',
			['tests/background/line.test.ts'],
			[
				[
					'who holds a line is said by true alone',
					"{ type: 'line.holder', frame }))) === true;",
					"{ type: 'line.holder', frame }))) !== undefined;",
				],
				[
					'another word of a page than the known ones is none',
					"claimAnswers.includes(answer) ? (answer as ClaimAnswer) : 'unknown'",
					'answer as ClaimAnswer',
				],
			],
		),
		...inFile(
			'entrypoints/page/line.ts',
			['tests/entrypoints/page/line.test.ts'],
			[
				['a line has one holder', 'if (holder !== null) {', 'if (holder !== null && word === holder) {'],
				['a second taker ends the line of the first', "post({ type: 'line.ended' });\n\t\t\t\tclose();", ''],
				[
					'a line is had for its word',
					"if (offered?.word !== word) return 'unknown';",
					"if (!offered) return 'unknown';",
				],
				[
					'the word goes to documents of the extension alone',
					'frame.postMessage(offer, frameOrigin, [port2]);',
					"frame.postMessage(offer, '*', [port2]);",
				],
				['a frame has one port', '\t\t\tclose();\n\t\t\tconst word', '\t\t\tconst word'],
			],
		),
		...inFile(
			'stores/deal/connection.ts',
			['tests/stores/deal/connection.test.ts'],
			[
				['a silent page is not called live', "else if (quietMs > silentAfterMs) become('silent');", ''],
				['a dead page is lost', "if (quietMs > lostAfterMs) become('lost');\n\t\t\telse if", 'if'],
				['a port that nobody vouches for is closed unheard', "if (answer !== 'yours') {", "if (answer === 'ended') {"],
				[
					'a line that was ended says nothing more',
					"if (next === status || status === 'ended') return;",
					'if (next === status) return;',
				],
			],
		),
		...inFile(
			'components/ui/Guard/Guard.tsx',
			['tests/components/sidebar/guarded.test.tsx'],
			[
				[
					'a press that does not count does nothing',
					'if (refusal === null) act();',
					'if (refusal !== undefined) act();',
				],
				['outside a guard nothing is done', 'if (!judge || !pressed) return;', 'if (!judge || !pressed) return act();'],
			],
		),
		...inFile(
			'components/ui/Guard/pointer.ts',
			['tests/components/ui/judge.test.ts'],
			[
				['events that a script made are not the user’s', 'if (event.isTrusted) heard', 'heard'],
				[
					'a hand comes before it presses',
					'if (!first || moves.length < 2 || atMs - first.atMs < movedForMs)',
					'if (!press)',
				],
				['a hand takes some time', ' || atMs - first.atMs < movedForMs', ''],
				[
					'a frame that moved under the pointer does not count',
					".some(isElsewhere) ? 'moved' : null",
					".some((one) => isElsewhere(one) && !press) ? 'moved' : null",
				],
				['zoom of the page does not count as moving', 'const scale = scaleOf(seen);', 'const scale = scaleOf([]);'],
				[
					'a frame that moves with the pointer tells no scale',
					'return scale >= 0.25 && scale <= 5 ? scale : 1;',
					'return scale;',
				],
				[
					'a press beside the button is none on it',
					'x >= box.left && x <= box.right && y >= box.top && y <= box.bottom',
					'x >= 0 && y >= 0 && box',
				],
				['the way of a pointer over another window says nothing', '\t\t\tmoves = [];\n', ''],
			],
		),
		...inFile(
			'components/ui/Guard/judge.ts',
			['tests/components/ui/judge.test.ts'],
			[
				[
					'what is not followed is never pressed',
					"if (!one || !press) return 'early';",
					'if (!one || !press) return null;',
				],
				['a press by a pointer is on the button', "if (press.by !== 'key' && !point) return 'early';", ''],
				['a button that is not wholly in view is not pressed', "if (one.seen === 'away') return 'partly';", ''],
				['a whole button is in view', '>= 0.999', '>= 0.5'],
				['what the page says against a press counts', 'if (byPage) return byPage;', ''],
				['what the pointer’s way says against a press counts', 'if (byPointer) return byPointer;', ''],
				[
					'a button stands still before it is pressed',
					"if (pressedAtMs - stillSinceMs < steadyForMs) return 'early';",
					'',
				],
				[
					'a button is seen for a while before it is pressed',
					"return pressedAtMs - one.seenSinceMs < steadyForMs ? 'early' : null;",
					'return null;',
				],
				['a covered sidebar is raised', '\t\tcovered(isNear);\n', ''],
				[
					'what was said without a pointer is heard again first',
					'if (!isNear && nowMs() - uncoveredAtMs < saidAnewWithinMs) return;',
					'',
				],
				[
					'what the browser said last is asked anew',
					'if (isCovered || isNear) for (const one of all.values()) one.lookAgain();',
					'',
				],
				[
					'the browser looks at a button when it is pressed',
					"if (canSee && !(await one.lookNow())) return 'early';",
					'',
				],
				['a look that is on its way is waited for', 'if (isOnItsWay) return;', ''],
				[
					'the page is told what the browser sees',
					"isSeen: canSee ? one.seen === 'seen' : null",
					'isSeen: canSee ? true : null',
				],
			],
		),
		...inFile(
			'entrypoints/page/host.ts',
			['tests/entrypoints/page/host.test.ts'],
			[
				['an element that is elsewhere does not count', ' || hasMoved()) return', ') return'],
				[
					'an element that a page just fought does not count',
					"if (nowMs() - foughtAtMs < steadyForMs) return 'moved';",
					'',
				],
				[
					'an element that was just put there does not count',
					"return nowMs() - changedAtMs < steadyForMs ? 'early' : null;",
					'',
				],
				['a sidebar too small to read does not count', "if (zoom < smallestZoom) return 'small';", ''],
				['a faded or cropped sidebar does not count', "if (isFaded()) return 'faded';", ''],
				[
					'what is painted before or after it counts as fading',
					"!['none', 'normal', ''].includes",
					"'' === name && !['none', 'normal', ''].includes",
				],
				[
					'a press at something else does not count',
					"if (hitAt(document, atX, atY) !== element) return 'covered';",
					'',
				],
				[
					'a sidebar that the browser calls unseen does not count',
					"return isInVain ? 'covered' : 'uncovered';",
					'return null;',
				],
				[
					'another of the upper layer at that point speaks against a press',
					"if (isSeen === null && othersAt(atX, atY)) return 'covered';",
					'',
				],
				['a page that fights too often is left', 'if (fights.length > mostFights) {', 'if (fights.length < 0) {'],
				['marks of the page are taken off', 'for (const name of names) element.removeAttribute(name);', ''],
				['an element that was taken out is put back', 'if (element.parentNode !== home()) move(home(), element);', ''],
				['an element that was lowered is on top again', 'if (!isOpen()) element.showPopover?.();', ''],
				['its own rules go before the page’s', 'style.textContent = `:host{', 'style.textContent = `:nothing{'],
				['nothing of the page is painted before or after it', ':host::before,:host::after{content:none!important}', ''],
				['on paper there is no sidebar', '@media print{:host{display:none!important}}', ''],
				['without a pointer nothing in our place is gone over', 'if (isNear || isAlone()) raise();', 'raise();'],
				['a dialog that reaches into our place is not entered', ' && !isUnder(over)) enter(over)', ') enter(over)'],
			],
		),
		...inFile(
			'entrypoints/page/above.ts',
			['tests/entrypoints/page/host.test.ts'],
			[
				['a popover elsewhere is gone over at once', 'queueMicrotask(settle);', ''],
				['or by the next picture', 'view.requestAnimationFrame(settle);', ''],
				['one that reaches into our place is left', ' || shown.some(reaches)) return;', ') return;'],
				['a page has that so often', 'if (raises.length >= mostRaises) return;', ''],
			],
		),
		...inFile(
			'entrypoints/page/frame.ts',
			['tests/entrypoints/page/frame.test.ts'],
			[
				['on paper the page has its own width', '\t\tisPrinting = true;\n\t\tpullBack();', '\t\tisPrinting = true;'],
				['a zoomed body is pushed by its own pixels', '/ zooms.body);\n', ');\n'],
			],
		),
		...inFile(
			'entrypoints/page/escape.ts',
			['tests/entrypoints/page/escape.test.ts'],
			[
				['the page hears nothing of our Escape', 'event.stopImmediatePropagation();', ''],
				['nor of the rest of that press', 'if (isNew) isOurs = isHeld;', 'isOurs = isHeld;'],
			],
		),
		...inFile(
			'components/Sidebar/useOpenBehind.ts',
			['tests/components/sidebar/open-behind.test.tsx'],
			[
				['while something is typed links open behind', '\t\t\tevent.preventDefault();\n\t\t\tonOpen(link.href);', ''],
				['the CRM’s tab is not left by the link itself', 'event.preventDefault();', ''],
			],
		),
		...inFile(
			'core/model/shape-parts.ts',
			['tests/messages/commands.test.ts'],
			[
				[
					'an address with hidden signs is refused',
					"\tv.check((written) => !hasHiddenSigns(written), 'hidden-signs'),\n\tv.check((written) => URL.parse",
					'\tv.check((written) => URL.parse',
				],
				['an address that names a user is refused', "\tv.check((written) => !namesUser(written), 'names-user'),\n", ''],
				[
					'an address is encrypted',
					"v.check((written) => URL.parse(written)?.protocol === 'https:', 'not-https'),",
					"v.check((written) => URL.parse(written) !== null, 'not-https'),",
				],
			],
		),
		...inFile(
			'background/oauth.ts',
			['tests/background/access.test.ts'],
			[
				[
					'tokens of another firm are not taken',
					'if (elsewhere !== null && isHostNamed && URL',
					'if (elsewhere === place.apiHost && isHostNamed && URL',
				],
				[
					'an answer to another sign-in is none',
					"if (said.get('state') !== state) return failure('sign-in-refused');",
					'',
				],
			],
		),
		...inFile(
			'core/access/hosts.ts',
			['tests/crm/access/hosts.test.ts'],
			[
				[
					'a rule counts for the whole of a host',
					'from.exec(host)?.[0] === host',
					'from.test(host)',
					['tests/core/access/rules.test.ts'],
				],
				[
					'a host by its name is that host alone',
					'if (from === host)',
					'if (host.endsWith(from))',
					['tests/core/access/rules.test.ts'],
				],
				['a page that is not encrypted has no access', "if (page.protocol !== 'https:') return null;", ''],
				['a vendor’s page is on the usual port', "page.port === '' ? ", 'page.port !== null ? '],
				['a host that no rule knows is no place', 'if (!isSelfHosted) return ruled(rules, place);', ''],
				['a server is named only where it may differ', 'access.mayServerDiffer && isHost', 'isHost'],
				[
					'a server is a host and nothing more',
					'access.mayServerDiffer && isHost(server) ? ',
					'access.mayServerDiffer ? ',
				],
				['an address that names a user is no place', " || url.username !== '' || url.password !== ''", ''],
				['nothing runs where a vendor’s API answers', 'named.includes(host) || ', ''],
			],
		),
		...inFile(
			'core/access/requests.ts',
			['tests/crm/access/requests.test.ts'],
			[
				['a token goes to its own host alone', ' || url.host !== apiHost', ''],
				['a token goes out encrypted', "if (url?.protocol !== 'https:' || ", 'if (!url || '],
				['an address of an API names no user', " || url.username !== '' || url.password !== ''", ''],
				['paths are as every server reads them', ' || !isNormalPath(url.pathname, access.namesFrom)', ''],
				['a slash is not hidden by an encoding', 'if (/%(?:2f|5c)/i.test(path.slice(0, end))) return false;', ''],
				['reading requests are those that are named', ' && path.test(url.pathname)', ''],
				['a request has the method that is named', 'method === request.method && ', ''],
				[
					'every part of a request that holds several only reads',
					"return typeof method === 'string' && method.toUpperCase() === 'GET';",
					'return true;',
				],
				['GraphQL that changes something is refused', ' && !/\\b(?:mutation|subscription)\\b/i.test(query)', ''],
				['a body that asks for more is refused', ' && doesOnlyRead(request.body, body)', ''],
			],
		),
		...inFile(
			'storage/deals.ts',
			['tests/storage/deals.test.ts'],
			[
				[
					'a deal that another user read is nothing to this one',
					'(asker !== null && reader !== asker)',
					'reader === asker',
				],
				['a deal of which nobody knows who read it is nothing to anybody', '(reader === null || (asker', '((asker'],
				['who is unknown is told no cost', 'facts: asker === null ? withoutCosts(facts) : facts,', 'facts,'],
			],
		),
		...inFile(
			'background/known-products.ts',
			['tests/background/policy.test.ts'],
			[
				['prices of another host are not told', 'deal.ref.site === ref.site && ', ''],
				['prices that another user read are not told', 'isOwn && isSame && dealKey', 'isOwn && dealKey'],
			],
		),
		...inFile(
			'storage/stages.ts',
			['tests/background/quota.test.ts'],
			[
				[
					'a deal and its stages are kept together',
					"db.transaction('rw', db.deals, db.stageLists, async () => ({",
					'Promise.resolve().then(async () => ({',
				],
			],
		),
		...inFile(
			'core/playbook/rounded-costs.ts',
			['tests/core/playbook/patient-rep.test.ts'],
			[
				[
					'costs are rounded before anything is worked out',
					"if (level === 'exact') return considered;",
					"if (level !== 'light') return considered;",
				],
				[
					'costs that hide more are rounded more',
					"if (level === 'margin') return finestSteps;",
					"if (level !== 'light') return finestSteps;",
				],
			],
		),
		...inFile(
			'wxt.config.ts',
			['tests/e2e/frame.e2e.ts'],
			[
				['no address of ours is the same for long', '{ use_dynamic_url: true }', '{}'],
				[
					'no text becomes markup or code',
					"; require-trusted-types-for 'script'; trusted-types 'none'",
					'',
					['tests/e2e/own-pages.e2e.ts'],
				],
			],
			'browser',
		),
	],
};
