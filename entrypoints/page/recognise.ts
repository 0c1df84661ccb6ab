import { browser } from 'wxt/browser';
import { mappedCrm } from '../../core/model/page-map.ts';
import { crmOf } from '../../crm/claims.ts';
import { askMaps, tellCrm } from '../../messages/ask.ts';
import { recogniseEveryMs, world } from './world.ts';

/**
 * Runs on hosts the user added, where nobody knows yet which CRM answers there: looks until one is recognised, and has
 * the background load its adapter. Where none is, what a user pointed out there is looked for once. Ends at once where an
 * adapter is at work.
 */
export function recogniseCrm(): void {
	const timer = setInterval(look, recogniseEveryMs);
	let isAsked = false;

	async function lookForMaps(): Promise<void> {
		isAsked = true;
		const here = await askMaps();
		if (here && here.maps.length > 0 && world.dealsideCrm === undefined) await tellCrm(mappedCrm);
	}

	function look(): void {
		const isOver = world.dealsideCrm !== undefined || !browser.runtime?.id;
		const crm =
			isOver || document.visibilityState !== 'visible' ? null : crmOf({ document, url: new URL(location.href) });
		if (crm) void tellCrm(crm);
		else if (!isOver && !isAsked && document.visibilityState === 'visible') void lookForMaps();
		if (crm || isOver) clearInterval(timer);
	}
	look();
}
