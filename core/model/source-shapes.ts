import * as v from 'valibot';
import { playbookParts } from './playbook-parts.ts';
import { filled, httpsAddress, list, moment, text } from './shape-parts.ts';
import { type FollowedSource, sourceFaults } from './source.ts';

/** A name that says something, a moment, and a note that may be empty. */
export const publicationMembers = { by: filled(200), at: moment, note: text(2000) };

const problem = v.strictObject({
	row: v.nullable(v.number()),
	place: v.string(),
	reason: v.string(),
	found: v.nullable(v.string()),
});

/** How many takings are remembered. */
export const mostNews = 20;

export const followedShape: v.GenericSchema<unknown, FollowedSource> = v.strictObject({
	address: httpsAddress,
	key: v.nullable(v.string()),
	setBy: v.picklist(['user', 'administrator']),
	doesSignIn: v.boolean(),
	readAt: v.nullable(moment),
	news: list(
		v.strictObject({
			publication: v.nullable(v.strictObject(publicationMembers)),
			takenAt: moment,
			parts: v.array(v.picklist([...playbookParts, 'attachments', 'costs'])),
		}),
		mostNews,
	),
	failure: v.nullable(v.strictObject({ fault: v.picklist(sourceFaults), at: moment, problems: list(problem, 1000) })),
	nextAt: moment,
});
