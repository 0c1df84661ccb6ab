/**
 * Why a press in the sidebar did not count. `early`: what was pressed appeared or moved a moment ago. `uncovered`: something
 * lay over the sidebar, which is on top again now. `covered`: something lies over it. `faded`: the page fades, filters, crops
 * or paints over it. `moved`: the page holds it elsewhere than where it was put, or moved it under the pointer. `small`: it
 * is shown too small. `partly`: the button is not wholly in view. `silent`: the page does not answer.
 */
export const pressRefusals = ['early', 'uncovered', 'covered', 'faded', 'moved', 'small', 'partly', 'silent'] as const;

export type PressRefusal = (typeof pressRefusals)[number];

/** What was there for less time may have been put there for this very press. Milliseconds. */
export const steadyForMs = 400;
