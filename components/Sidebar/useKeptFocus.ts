import { useEffect } from 'react';

const focusable = 'button, a[href], summary, input, textarea, select, [tabindex]';
const fields = 'input:not([type="radio"], [type="checkbox"]), textarea, select';

const isUsable = (element: Element) =>
	!element.matches(':disabled, [hidden], [tabindex="-1"]') &&
	element.closest('[inert], [hidden]') === null &&
	!element.parentElement?.closest('details:not([open]) > :not(summary)');

/** What is to be typed in goes first. */
function firstIn(elements: Iterable<Node>): HTMLElement | null {
	const all = [...elements]
		.filter((node): node is Element => node instanceof Element && node.isConnected)
		.flatMap((element) => [element, ...element.querySelectorAll(focusable)])
		.filter((element) => element.matches(focusable) && isUsable(element));
	return (all.find((element) => element.matches(fields)) ?? all[0] ?? null) as HTMLElement | null;
}

/**
 * Keeps the focus in the sidebar when what had it goes away or is disabled: it goes to what came in its place, else to the
 * nearest that is left, else to the deal's name. A focus that nobody has would send the next key to nowhere.
 */
export function useKeptFocus(): void {
	useEffect(() => {
		/** What has the focus, and all that it is in. */
		let path: readonly Element[] = [];
		let added: Node[] = [];

		function focused({ target }: FocusEvent): void {
			path = [];
			for (let element = target instanceof Element ? target : null; element; element = element.parentElement)
				path = [...path, element];
			added = [];
		}

		function look(): void {
			const [was, ...around] = path;
			const { activeElement, body } = document;
			const isFree = activeElement === null || activeElement === body || activeElement === was;
			if (!was || !isFree || !document.hasFocus() || (was.isConnected && !was.matches(':disabled'))) return;
			const places = around.filter((element) => body.contains(element) && element !== body);
			const near = (places[0] && firstIn(added.filter((node) => places[0]?.contains(node)))) ?? null;
			const next = near ?? places.map((place) => firstIn(place.children)).find(Boolean);
			(next ?? document.querySelector<HTMLElement>('h1[tabindex]'))?.focus({ preventScroll: next === undefined });
		}

		let waiting = 0;
		const observer = new MutationObserver((records) => {
			if (path.length === 0) return;
			const [was] = path;
			if (was?.isConnected && !was.matches(':disabled')) return;
			added.push(...records.flatMap(({ addedNodes }) => [...addedNodes]));
			// After whoever gives the focus on purpose.
			cancelAnimationFrame(waiting);
			waiting = requestAnimationFrame(() => {
				waiting = requestAnimationFrame(look);
			});
		});
		document.addEventListener('focusin', focused);
		observer.observe(document.body, {
			childList: true,
			subtree: true,
			attributes: true,
			attributeFilter: ['disabled'],
		});
		return () => {
			cancelAnimationFrame(waiting);
			observer.disconnect();
			document.removeEventListener('focusin', focused);
		};
	}, []);
}
