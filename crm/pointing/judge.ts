import type { Hint, Hints } from '../../core/model/page-map.ts';

/** Whether a place is the one that was described: what agrees against what says otherwise. */

type Kind = Hint['by'];

/** What people read. */
const human: readonly Kind[] = ['label', 'aria'];

/** What markup calls it. */
const machine: readonly Kind[] = ['name', 'data', 'id', 'class'];

const humanWeight = 3;
const machineWeight = 2;

/** However many names of its markup agree, they were written by one hand. */
const mostMachine = 4;

/** At least this share of what was described must be there again. */
const leastShare = 0.4;

/** So much more must speak for a place than for the next best. */
const ahead = 2;

/** How much speaks for a place. */
interface Verdict {
	readonly human: number;
	readonly machine: number;
	readonly differ: number;
	/** Something tells it that is more than a class, which many things may wear. */
	readonly isTold: boolean;
}

function valuesOf(hints: Hints, kind: Kind): readonly string[] {
	return hints.flatMap(({ by, value }) => (by === kind ? [value] : []));
}

/** The attribute of "data-field=amount". */
function attributeOf(value: string): string {
	return value.slice(0, value.indexOf('=') + 1);
}

interface Vote {
	readonly agree: number;
	readonly differ: number;
}

function vote(described: Hints, found: Hints, kind: Kind): Vote {
	const wanted = valuesOf(described, kind);
	const there = valuesOf(found, kind);
	const agree = wanted.filter((value) => there.includes(value)).length;
	// Ids and classes are made up anew too often to speak against a place.
	if (agree > 0 || kind === 'id' || kind === 'class') return { agree, differ: 0 };
	const isOther =
		kind === 'data'
			? wanted.some((value) => there.some((other) => attributeOf(other) === attributeOf(value)))
			: wanted.length > 0 && there.length > 0;
	return { agree, differ: isOther ? 1 : 0 };
}

function sum(votes: readonly Vote[], of: keyof Vote): number {
	return votes.reduce((total, one) => total + one[of], 0);
}

/** Names in markup without the attribute they are in and how their words are joined. */
function bareNames(hints: Hints): string[] {
	return [
		...valuesOf(hints, 'name'),
		...valuesOf(hints, 'data').map((value) => value.slice(attributeOf(value).length)),
	].map((name) => name.toLowerCase().replace(/[^\p{L}]/gu, ''));
}

/** True when markup names two places, and never alike, be it in other attributes. */
function isNamedApart(described: Hints, found: Hints): boolean {
	const [wanted, there] = [bareNames(described), bareNames(found)];
	return wanted.length > 0 && there.length > 0 && !wanted.some((name) => there.includes(name));
}

/** However many classes agree, they count once. */
function countOf(kind: Kind, count: number): number {
	return kind === 'class' ? Math.min(1, count) : count;
}

/** The most that can speak for what was described. */
function weightOf(described: Hints): number {
	const machines = machine.reduce((total, kind) => total + countOf(kind, valuesOf(described, kind).length), 0);
	const isNamed = human.some((kind) => valuesOf(described, kind).length > 0);
	return (isNamed ? humanWeight : 0) + Math.min(mostMachine, machines * machineWeight);
}

/** Holds what tells a place against what was described; null for one in other surroundings. */
function judge(described: Hints, found: Hints, isTranslated: boolean): Verdict | null {
	if (vote(described, found, 'inside').differ > 0) return null;
	const humans = human.map((kind) => vote(described, found, kind));
	const machines = machine.map((kind) => vote(described, found, kind));
	const isNamed = sum(humans, 'agree') > 0;
	const isNamedOtherwise = !isNamed && !isTranslated && sum(humans, 'differ') > 0;
	const agreeing = machine.reduce((total, kind, at) => total + countOf(kind, machines[at]?.agree ?? 0), 0);
	const apart = sum(machines, 'differ') || (agreeing === 0 && isNamedApart(described, found) ? 1 : 0);
	return {
		human: isNamed ? humanWeight : 0,
		machine: Math.min(mostMachine, agreeing * machineWeight),
		differ: (isNamedOtherwise ? humanWeight : 0) + apart * machineWeight,
		isTold: isNamed || sum(machines.slice(0, -1), 'agree') > 0,
	};
}

/**
 * Index of the one place that is as described and clearly ahead of all others; null when there is none. Where label and
 * markup point to different places neither is believed. `isTranslated`: the page is in another language than when it was
 * described, so that other labels say nothing.
 */
export function choose(described: Hints, places: readonly Hints[], isTranslated = false): number | null {
	const verdicts = places.map((found) => judge(described, found, isTranslated));
	const isNamedSomewhere = verdicts.some((verdict) => verdict && verdict.human > 0);
	const isCalledSomewhere = verdicts.some((verdict) => verdict && verdict.machine > 0);
	const least = weightOf(described) * leastShare;
	const scored = verdicts.map((verdict) => {
		if (!verdict) return { score: 0, isAccepted: false };
		const { human: named, machine: called, differ, isTold } = verdict;
		const against =
			differ +
			(isNamedSomewhere && named === 0 && differ < humanWeight ? humanWeight : 0) +
			(isCalledSomewhere && called === 0 && differ % humanWeight === 0 ? machineWeight : 0);
		const score = named + called - against;
		return { score, isAccepted: isTold && named + called >= least && (against === 0 || score >= humanWeight) };
	});
	const top = scored.reduce((most, { score, isAccepted }) => (isAccepted ? Math.max(most, score) : most), 0);
	const near = scored.flatMap(({ score }, at) => (score > top - ahead ? [at] : []));
	const [only] = near;
	return top > 0 && near.length === 1 && only !== undefined && scored[only]?.isAccepted ? only : null;
}
