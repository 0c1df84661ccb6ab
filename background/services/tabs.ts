import { browser } from 'wxt/browser';
import { success } from '../../core/model/result.ts';
import type { Service } from './service.ts';

/** Opens tabs for a frame that cannot do so itself. */
export function tabService(): Service<'tab.open'> {
	return {
		'tab.open': async (wish) => {
			const workspace = browser.runtime.getURL('/workspace.html');
			const ownAddress = (place: string | null) => (place === null ? workspace : `${workspace}#/${place}`);
			const url = wish.kind === 'link' ? wish.address : ownAddress(wish.place);
			const tab = await browser.tabs.create({ url, active: !wish.isBehind }).catch(() => null);
			return success(tab !== null);
		},
	};
}
