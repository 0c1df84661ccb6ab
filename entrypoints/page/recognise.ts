import { browser } from 'wxt/browser';
import { crmOf } from '../../crm/claims.ts';
import { tellCrm } from '../../messages/ask.ts';
import { recogniseEveryMs, world } from './world.ts';

/**
 * Runs on hosts the user added, where nobody knows yet which CRM answers there: looks until one is recognised, and has
 * the background load its adapter. Ends at once where an adapter is at work.
 */
export function recogniseCrm(): void {
	const timer = setInterval(look, recogniseEveryMs);
	function look(): void {
		const isOver = world.dealsideCrm !== undefined || !browser.runtime?.id;
		const crm =
			isOver || document.visibilityState !== 'visible' ? null : crmOf({ document, url: new URL(location.href) });
		if (crm) void tellCrm(crm);
		if (crm || isOver) clearInterval(timer);
	}
	look();
}
