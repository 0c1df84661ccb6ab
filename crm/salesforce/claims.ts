import type { Page } from '../contract.ts';

/** Hosts of Lightning pages: production, sandboxes, developer editions, government, China, and behind Defender's proxy. */
const lightningHost =
	/\.lightning\.(?:(?:[a-z]{2}\.)?force\.com|force\.mil|crmforce\.mil|sfcrmapps\.cn)(?:\.mcas\.ms)?$/;

/** True on a page of Salesforce Lightning, by its host; elsewhere by its frame. */
export function claims({ document, url }: Page): boolean {
	if (lightningHost.test(url.hostname)) return true;
	return (
		/^\/(?:lightning\/|one\/one\.app)/.test(url.pathname) &&
		document.querySelector('div.desktop.container.oneOne, #auraLoadingBox') !== null
	);
}
