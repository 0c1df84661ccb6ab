import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import { extensionId } from '../../scripts/browser.ts';

/** The guide lies in a closed root, which only the browser's own tools see into. */
export interface GuideHand {
	/** Presses of a person so far: on the page, on the card, and keys. */
	presses(): number;
	/** Waits until the card asks this. */
	asks(question: string | RegExp): Promise<void>;
	/** All that the card says. */
	text(): Promise<string>;
	/** Presses what is at the middle of the first element the selector finds, as a person does. */
	point(selector: string): Promise<void>;
	hover(selector: string): Promise<void>;
	press(button: string): Promise<void>;
	key(key: string): Promise<void>;
	isOpen(): Promise<boolean>;
}

interface DomNode {
	readonly nodeName: string;
	readonly nodeValue: string;
	readonly backendNodeId: number;
	readonly attributes?: readonly string[];
	readonly children?: readonly DomNode[];
	readonly shadowRoots?: readonly DomNode[];
}

function all(node: DomNode): DomNode[] {
	return [node, ...[...(node.shadowRoots ?? []), ...(node.children ?? [])].flatMap(all)];
}

function textOf(node: DomNode): string {
	return node.nodeName === '#text' ? node.nodeValue : (node.children ?? []).map(textOf).join(' ');
}

function attribute(node: DomNode, name: string): string | undefined {
	const at = (node.attributes ?? []).findIndex((each, index) => index % 2 === 0 && each === name);
	return at < 0 ? undefined : node.attributes?.[at + 1];
}

async function cardIn(session: CDPSession): Promise<DomNode | null> {
	const { root } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as unknown as { root: DomNode };
	return all(root).find((node) => node.nodeName === 'SECTION' && attribute(node, 'class') === 'card') ?? null;
}

/** Takes the guide of a page in hand. */
export async function handOf(page: Page): Promise<GuideHand> {
	const session = await page.context().newCDPSession(page);
	let count = 0;
	const question = async () => {
		const card = await cardIn(session);
		const title = card && all(card).find(({ nodeName }) => nodeName === 'H2');
		return title ? textOf(title) : '';
	};
	const middle = async (selector: string) => {
		const box = await page.locator(selector).first().boundingBox();
		if (!box) throw new Error(`${selector} has no place`);
		return [box.x + Math.min(box.width / 2, 60), box.y + box.height / 2] as const;
	};
	return {
		presses: () => count,
		asks: (wanted) => expect.poll(question).toMatch(wanted),
		text: async () => {
			const card = await cardIn(session);
			return card ? textOf(card).replace(/[\s\u00a0\u202f]+/g, ' ') : '';
		},
		async point(selector) {
			await page.mouse.move(...(await middle(selector)));
			await page.mouse.click(...(await middle(selector)));
			count += 1;
		},
		hover: async (selector) => page.mouse.move(...(await middle(selector))),
		async press(button) {
			const card = await cardIn(session);
			const found =
				card &&
				all(card).find(
					(node) => node.nodeName === 'BUTTON' && (attribute(node, 'aria-label') ?? textOf(node)) === button,
				);
			if (!found) throw new Error(`no button “${button}”`);
			const { model } = await session.send('DOM.getBoxModel', { backendNodeId: found.backendNodeId });
			const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = model.content;
			await page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2);
			count += 1;
		},
		async key(key) {
			await page.keyboard.press(key);
			count += 1;
		},
		isOpen: async () => (await cardIn(session)) !== null,
	};
}

/** Asks for the guide in the extension's window, as a user does. */
export async function openGuideOn(context: BrowserContext, page: Page, button: string): Promise<GuideHand> {
	const popup = await context.newPage();
	await popup.goto(
		`chrome-extension://${await extensionId(context)}/popup.html?site=${encodeURIComponent(page.url())}`,
	);
	const closed = popup.waitForEvent('close');
	await popup.getByRole('button', { name: button }).click();
	await closed;
	await page.bringToFront();
	return handOf(page);
}
