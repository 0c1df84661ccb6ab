import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pointedPlace } from '../crm/pointing/pointed-place.ts';
import { world } from './page/world.ts';

/** Loaded only where a user showed a field that an adapter lost, so that no other page carries it. */
export default defineUnlistedScript(() => {
	world.dealsideFind = pointedPlace;
});
