import type { Page } from '../contract.ts';

/** True on a page of Odoo's web client. Portal and website pages of the same host are none. Seen on 18.0. */
export function claims({ document }: Page): boolean {
	return (
		document.body?.classList.contains('o_web_client') === true && document.querySelector('.o_action_manager') !== null
	);
}
