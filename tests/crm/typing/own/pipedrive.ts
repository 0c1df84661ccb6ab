import { amountOnly, type Hand } from '../hands.ts';
import { money } from '../readings.ts';

/** Where a user types on its saved pages: its grid of products is not read. */
export const hand: Hand = amountOnly('input[data-testid="compound-input"]', money);
