import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import { en } from '../../assets/texts/deal.ts';
import { createFormat } from '../../components/ui/Language/format.ts';
import { evaluate } from '../../core/evaluate.ts';
import { type DealFacts, noNotes } from '../../core/model/deal.ts';
import { type DealEdits, noEdits } from '../../core/model/deal-edits.ts';
import type { MarginFigures } from '../../core/model/view.ts';
import { sidebarIn, sidebarOf } from '../../scripts/browser.ts';
import type { Live } from '../../scripts/crm-host/crms.ts';
import { costList } from '../../scripts/crm-host/set-up.ts';
import type { ExpectedFacts } from '../crm/saved-pages.ts';
import { fixtureDeal, fixturePlaybook } from '../fixtures/fixture-deal.ts';

/** What a sidebar must show of a live CRM's record, and what it does show. */

const format = createFormat('en-US');

/** The figures of a record as saved, or with these edits. */
export function figuresOf(live: Live, pageName: string, edits: Partial<DealEdits> = {}): MarginFigures {
	const { front: ref, facts } = live.page(pageName).expected;
	const deal = { ...facts, ref, reading: fixtureDeal.reading } as DealFacts;
	const playbook = { ...fixturePlaybook, costs: live.crm.needsCostList ? costList : [] };
	const draft = { ...noEdits(deal.ref), ...edits };
	return evaluate(deal, draft, playbook, { name: '', role: 'rep' }, '2026-11-28', noNotes).margin.after;
}

/** One look at a sidebar; null for what is not there. */
export interface Seen {
	readonly name: string | null;
	/** Exact, as it stands in the figure's title; null for a figure that is unknown. */
	readonly percent: string | null;
	readonly amount: string | null;
	readonly text: string;
}

/** A look at this moment. */
export async function look(page: Page): Promise<Seen | null> {
	const sidebar = sidebarIn(page);
	const seen = await sidebar
		?.evaluate(() => {
			const figure = (name: string) => document.querySelector(`output[aria-label="${name}"]`)?.getAttribute('title');
			return {
				name: document.querySelector('h1')?.textContent ?? null,
				percent: figure('Margin') ?? null,
				amount: figure('Margin amount') ?? null,
				text: document.body.textContent ?? '',
			};
		})
		.catch(() => null);
	return seen ?? null;
}

/** A record's name and figures as they must read. */
export function shown(live: Live, pageName: string, figures: MarginFigures): Pick<Seen, 'name' | 'percent' | 'amount'> {
	const { name, currency } = live.page(pageName).expected.facts as ExpectedFacts;
	const { margin, amount } = figures;
	return {
		name,
		percent: margin === null ? null : format.exactPercent(margin),
		amount: amount === null ? null : format.exactMoney(amount, currency),
	};
}

/** Waits until the sidebar shows exactly this. */
export async function expectShown(page: Page, wanted: Pick<Seen, 'name' | 'percent' | 'amount'>): Promise<void> {
	await expect.poll(() => look(page), { interval: 25 }).toMatchObject(wanted);
}

/** Waits until no figure is shown, and it is said that what is typed is no number yet. */
export async function expectHalfTyped(page: Page): Promise<void> {
	await expect
		.poll(() => look(page), { interval: 25 })
		.toMatchObject({ percent: null, amount: null, text: expect.stringMatching(/is not a number yet|cannot be read/i) });
}

/** Looks again and again while something happens; each look once, in order. */
export async function watched(page: Page, happening: Promise<unknown>): Promise<Seen[]> {
	let isOver = false;
	void happening.finally(() => {
		isOver = true;
	});
	const all: Seen[] = [];
	while (!isOver) {
		const seen = await look(page);
		if (seen && JSON.stringify(seen) !== JSON.stringify(all.at(-1))) all.push(seen);
		await new Promise((resolve) => setTimeout(resolve, 8));
	}
	await happening;
	return all;
}

/** Has the page's own client go to a page of the CRM, and waits until it is there. */
export async function go(
	page: Page,
	detail: { page: string; address?: string; first: 'address' | 'content'; apartMs: number },
): Promise<void> {
	await page.evaluate(
		(wish) =>
			new Promise<void>((resolve) => {
				addEventListener('crm:arrived', () => resolve(), { once: true });
				dispatchEvent(new CustomEvent('crm:go', { detail: wish }));
			}),
		detail,
	);
}

/** Back, as the user goes by the browser's button, until the client is there. */
export async function goBack(page: Page): Promise<void> {
	await page.evaluate(
		() =>
			new Promise<void>((resolve) => {
				addEventListener('crm:arrived', () => resolve(), { once: true });
				history.back();
			}),
	);
}

/** What of the page is not as it was served: its head and body, but for the place that was made for the sidebar. */
export async function foreignParts(page: Page, pageName: string, isLoaded: boolean): Promise<string[]> {
	return page.evaluate(
		async ([name, withHead]) => {
			const served = await (await fetch(`/.page/${name}`)).text();
			const own = (Document as unknown as { parseHTMLUnsafe(html: string): Document }).parseHTMLUnsafe(served);
			const inner = (root: ParentNode): string[] =>
				[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot.innerHTML] : []));
			const written = (body: HTMLElement) => {
				const copy = body.cloneNode(true) as HTMLElement;
				// Room for the sidebar is made by the body's style, and a page's own is kept in it.
				for (const property of ['width', 'max-width', 'contain']) copy.style.removeProperty(property);
				if (!copy.getAttribute('style')) copy.removeAttribute('style');
				return [copy.outerHTML, ...inner(body)].join('\n');
			};
			const differences: string[] = [];
			if (written(document.body) !== written(own.body)) differences.push(written(document.body));
			const head = [...document.head.children].filter(({ outerHTML }) => !/\.styles\.css|\.router\.js/.test(outerHTML));
			const heads = [head, [...own.head.children]].map((all) => all.map(({ outerHTML }) => outerHTML).join('\n'));
			if (withHead && heads[0] !== heads[1]) differences.push(document.head.outerHTML);
			const beside = [...document.documentElement.children].map(({ localName }) => localName).sort();
			if (beside.filter((element) => element !== 'style').join() !== 'body,div,head') differences.push(beside.join());
			return differences;
		},
		[pageName, isLoaded] as const,
	);
}

/** What of Dealside would be on paper or in a PDF of the page: the sidebar, or the room that it takes. */
export async function printedParts(page: Page): Promise<string[]> {
	await page.evaluate(() => {
		const styles = () =>
			[document.documentElement, document.body].map((element) => element.getAttribute('style') ?? '');
		const rules = () =>
			[...document.documentElement.children].filter(({ localName }) => localName === 'style').map(String);
		addEventListener('beforeprint', () => Object.assign(globalThis, { printed: [...styles(), ...rules()] }), {
			once: true,
		});
	});
	await page.pdf();
	await page.emulateMedia({ media: 'print' });
	const left = await page.evaluate(() => {
		const { printed } = globalThis as { printed?: string[] };
		if (!printed) return ['the page was not printed'];
		const room = printed.filter((text) => /margin-(?:left|right)|width: calc|contain:|HTMLStyle/.test(text));
		const host = document.querySelector('html > div');
		const drawn = host === null || getComputedStyle(host).display !== 'none' ? ['the sidebar'] : [];
		return [...room, ...drawn];
	});
	await page.emulateMedia({ media: null });
	return left;
}

/** How far from the sidebar's inner edge the page's body ends, in pixels of the window: below 0 it lies under it. */
export async function roomBeside(page: Page, side: 'left' | 'right'): Promise<number> {
	return page.evaluate((at) => {
		const ours = [...document.documentElement.children].find(({ localName }) => localName === 'div');
		if (!ours) throw new Error('the sidebar is not drawn');
		const [its, page] = [ours.getBoundingClientRect(), document.body.getBoundingClientRect()];
		return Math.round(at === 'right' ? its.left - page.right : page.left - its.right);
	}, side);
}

/** Controls within `selector` that are drawn and lie under the sidebar, or under anything else when it is a dialog. */
export async function coveredControls(page: Page, selector: string): Promise<string[]> {
	const frame = await (await sidebarOf(page)).frameElement();
	const box = await frame.boundingBox();
	if (!box) throw new Error('the sidebar is not drawn');
	return page.evaluate(
		([where, left, right]) => {
			const isUnder = (element: Element) => {
				const { left: from, right: to, width, height } = element.getBoundingClientRect();
				return width > 0 && height > 0 && from < right && to > left + 0.5;
			};
			const controls = [...document.querySelectorAll(where)].flatMap((root) => [
				...root.querySelectorAll('button, input, select, textarea, a, td, label'),
			]);
			return controls.filter(isUnder).map(({ outerHTML }) => outerHTML.slice(0, 120));
		},
		[selector, box.x, box.x + box.width] as const,
	);
}

/** Fields and buttons of a dialog, and of those the ones that a click in their middle does not reach. */
export async function dialogControls(page: Page, selector: string): Promise<{ all: number; unreachable: string[] }> {
	return page.evaluate((where) => {
		const dialog = document.querySelector(where);
		const all = [...(dialog?.querySelectorAll('button, input, textarea') ?? [])].filter((control) =>
			control.checkVisibility(),
		);
		const unreachable = all.filter((control) => {
			control.scrollIntoView({ block: 'center', inline: 'nearest' });
			const { left, top, width, height } = control.getBoundingClientRect();
			const hit = document.elementFromPoint(left + width / 2, top + height / 2);
			return hit === null || !(control.contains(hit) || control.parentElement?.contains(hit));
		});
		return { all: all.length, unreachable: unreachable.map(({ outerHTML }) => outerHTML.slice(0, 160)) };
	}, selector);
}

/**
 * Has the deal read again by the footer's button until the sidebar shows this. The button rests while a read goes on, and
 * one that was begun a moment ago by itself may show it first.
 */
export async function readAgain(page: Page, sidebar: Frame, wanted: object, message: string): Promise<void> {
	const again = sidebar.getByRole('button', { name: en.fresh.again });
	await expect
		.poll(
			async () => {
				const seen = await look(page);
				// Never waited for: a press the moment a read has failed would begin the next one before anybody saw that.
				if (!shows(seen, wanted) && (await again.isEnabled()))
					await again.click({ timeout: 300 }).catch(() => undefined);
				return seen;
			},
			{ interval: 25, message },
		)
		.toMatchObject(wanted);
}

function shows(seen: Seen | null, wanted: object): boolean {
	try {
		expect(seen).toMatchObject(wanted);
		return true;
	} catch {
		return false;
	}
}

/** Presses “Try again” until the deal is live; while a read is going on, or once one has worked, there is nothing to press. */
export async function tryAgain(sidebar: Frame, message: string): Promise<void> {
	const press = () => sidebar.getByRole('button', { name: en.fresh.tryAgain }).click({ timeout: 300 });
	const isLive = async () => (await sidebar.getByText(en.fresh.live).count()) === 1;
	await expect
		.poll(
			async () => {
				if (!(await isLive())) await press().catch(() => undefined);
				return isLive();
			},
			{ interval: 25, message },
		)
		.toBe(true);
}
