import type { Attachment, Playbook, PriceGuide } from '../../core/model/playbook.ts';
import { countOf, type PlaybookPart, playbookParts } from '../../core/model/playbook-parts.ts';
import { failure, success } from '../../core/model/result.ts';
import { checkProcess } from '../../core/playbook/check.ts';
import { stageProblems } from '../../core/playbook/check-policy.ts';
import { mergedPlaybook, readPlaybookFile, writePlaybookFile } from '../../core/playbook/file.ts';
import { priceGuidesOf, withoutLimits } from '../../core/playbook/price-guides.ts';
import { revisionOf } from '../../core/playbook/revision.ts';
import { startPlaybook } from '../../core/playbook/start.ts';
import { allCosts, countCosts } from '../../storage/costs.ts';
import { StorageError } from '../../storage/faults.ts';
import { readMaps } from '../../storage/maps.ts';
import {
	changePlaybook,
	presentPlaybook,
	readPlaybook,
	replacePlaybook,
	restorePlaybook,
} from '../../storage/playbook.ts';
import { fileNameOf } from '../file-name.ts';
import { seenProducts, strangerProblems } from '../known-products.ts';
import { summaryOf } from '../maps-summary.ts';
import { ownCosts } from '../sample.ts';
import { readMapped } from '../sites.ts';
import { orRefused, refused, type Service, type Surroundings } from './service.ts';

type Names =
	| 'playbook.read'
	| 'playbook.preview'
	| 'playbook.import'
	| 'playbook.export'
	| 'playbook.undoImport'
	| 'playbook.loadSample'
	| 'playbook.start'
	| 'process.save'
	| 'collateral.save'
	| 'collateral.remove'
	| 'collateral.restore'
	| 'attachment.set'
	| 'attachments.order';

/** What the workspace asks about the playbook. */
export function playbookService({ db, sampleFile, now, changed }: Surroundings): Service<Names> {
	const stored = () => presentPlaybook(db);

	/** Every cost; refused where one cannot be read, for a file would leave it out without a word. */
	async function everyCost() {
		const { costs, unreadableCount } = await allCosts(db);
		if (unreadableCount > 0) throw new StorageError('row-unreadable', 'costs');
		return costs;
	}

	/** What stays of the playbook in force where a file leaves parts out; null where there is none that can be read. */
	async function presentOrNull() {
		const kept = await readPlaybook(db);
		return kept.kind === 'value' ? kept.value.playbook : null;
	}

	/** Null where nothing was pointed out: the file is then as it was before there were maps. */
	async function mapsForFile() {
		const mapped = await readMaps(db);
		return mapped.maps.length + mapped.pointed.length > 0 ? mapped : null;
	}

	/** One change, then a word to every open page. */
	async function change<T>(by: (playbook: Playbook) => { playbook: Playbook; answer: T }): Promise<T> {
		const answer = await changePlaybook(db, by);
		await changed('playbook');
		return answer;
	}

	/** Reads and checks a file with what stays of the playbook in force, nothing where it `isWhole`; refused with problems. */
	async function readFile(text: string, isWhole = false) {
		const file = readPlaybookFile(text);
		if (!file.ok) return file;
		const present = await presentOrNull();
		const merged = mergedPlaybook(file.value, isWhole ? null : present);
		if (!merged.ok) return merged;
		const { costs } = file.value;
		// A file without costs is not held against those that happen to be here: they may be another firm's.
		const places = { margin: ['margin'], trades: ['trades'] };
		const strangers = costs ? await strangerProblems(db, merged.value, places, costs) : [];
		if (strangers.length > 0) return failure(strangers);
		return success({ ...file.value, playbook: merged.value, present });
	}

	async function previewOf(text: string) {
		const file = await readFile(text);
		if (!file.ok) return file;
		const { playbook, costs, mapped, kept, present } = file.value;
		const here = (part: PlaybookPart) => present && countOf(present, part);
		return success({
			name: playbook.name,
			replaced: playbookParts
				.filter((part) => !kept.includes(part))
				.map((part) => ({ part, count: countOf(playbook, part), here: here(part) })),
			kept: present ? kept.map((part) => ({ part, count: countOf(present, part) })) : [],
			costs: { count: costs?.length ?? null, here: await countCosts(db) },
			maps: mapped ? mapped.maps.length + mapped.pointed.length : null,
		});
	}

	async function replaceBy(text: string, isWhole = false) {
		const file = await readFile(text, isWhole);
		if (!file.ok) return file;
		const { playbook, mapped, present } = file.value;
		const isEndOfSample = present?.origin === 'sample' && playbook.origin === 'own';
		const costs = file.value.costs ?? (isEndOfSample ? await ownCosts(db, sampleFile) : null);
		const merged = await replacePlaybook(db, playbook, costs, mapped);
		await changed('playbook');
		await changed('storage');
		if (mapped) await changed('maps');
		await readMapped(mapped?.maps.map(({ site }) => site) ?? []).catch(() => undefined);
		return success({
			stages: playbook.process.stages.length,
			collateral: playbook.collateral.length,
			costs: file.value.costs?.length ?? null,
			maps: merged && summaryOf(merged),
		});
	}

	return {
		'playbook.read': async () => success({ ...(await stored()), costCount: await countCosts(db) }),
		'playbook.preview': async ({ text }) => orRefused(await previewOf(text)),
		'playbook.import': async ({ text }) => orRefused(await replaceBy(text)),
		'playbook.export': async ({ costs }) => {
			const { playbook } = await stored();
			const fileName = fileNameOf(playbook.name, 'playbook', now());
			const mapped = await mapsForFile();
			if (costs !== 'for-reps') {
				const told = costs === 'with' ? await everyCost() : null;
				return success({ text: writePlaybookFile(playbook, told, mapped), fileName });
			}
			const { products } = await seenProducts(db);
			const made = priceGuidesOf(await everyCost(), playbook.margin, products, now().slice(0, 10));
			const priceGuides = withGuides(playbook.priceGuides, made.guides);
			// No costs at all, so that those of an earlier file do not stay beside the prices.
			return success({
				text: writePlaybookFile({ ...playbook, margin: withoutLimits(playbook.margin), priceGuides }, [], mapped),
				fileName: fileName.replace('.json', '-reps.json'),
				leftOut: made.left,
			});
		},
		'playbook.undoImport': async () => {
			const isRestored = await restorePlaybook(db);
			if (isRestored) await Promise.all([changed('playbook'), changed('maps'), changed('storage')]);
			return success(isRestored);
		},
		'playbook.loadSample': async () => {
			const replaced = await replaceBy(sampleFile, true);
			if (!replaced.ok) throw new Error('the sample playbook is broken');
			return success(null);
		},
		'playbook.start': async () => {
			await replacePlaybook(db, startPlaybook, await ownCosts(db, sampleFile));
			await Promise.all([changed('playbook'), changed('storage')]);
			return success(null);
		},
		'process.save': async ({ process, from, attachments: back = [] }) => {
			const problems = checkProcess(process);
			if (problems.length > 0) return refused(problems);
			const stages = new Set(process.stages.map(({ id }) => id));
			const named = stageProblems((await stored()).playbook.margin, stages);
			if (named.length > 0) return refused(named);
			const taken = await changePlaybook(db, (playbook) => {
				if (revisionOf(playbook.process) !== from) return { playbook, answer: null };
				const pieces = new Set(playbook.collateral.map(({ id }) => id));
				const isPossible = ({ stageId, collateralId }: Attachment) => stages.has(stageId) && pieces.has(collateralId);
				const attachments = playbook.attachments.filter(isPossible);
				for (const { index, ...link } of back)
					if (isPossible(link) && !attachments.some((each) => isSameLink(each, link)))
						attachments.splice(index, 0, link);
				const answer = playbook.attachments.flatMap((link, index) => (isPossible(link) ? [] : [{ ...link, index }]));
				return { playbook: { ...playbook, process, attachments }, answer };
			});
			if (taken === null) return failure('changed-elsewhere' as const);
			await changed('playbook');
			return success(taken);
		},
		'collateral.save': async ({ piece, from }) => {
			const dated = { ...piece, updatedAt: now() };
			const isDone = await changePlaybook(db, (playbook) => {
				const here = playbook.collateral.find(({ id }) => id === piece.id) ?? null;
				if (revisionOf(here) !== from) return { playbook, answer: false };
				const collateral = here
					? playbook.collateral.map((other) => (other === here ? dated : other))
					: [...playbook.collateral, dated];
				return { playbook: { ...playbook, collateral }, answer: true };
			});
			if (!isDone) return failure('changed-elsewhere' as const);
			await changed('playbook');
			return success(null);
		},
		'collateral.remove': async ({ ids }) =>
			change((playbook) => {
				const gone = new Set(ids);
				const answer = success({
					pieces: playbook.collateral.flatMap((piece, index) => (gone.has(piece.id) ? [{ piece, index }] : [])),
					attachments: playbook.attachments.flatMap((attachment, index) =>
						gone.has(attachment.collateralId) ? [{ ...attachment, index }] : [],
					),
				});
				return {
					playbook: {
						...playbook,
						collateral: playbook.collateral.filter(({ id }) => !gone.has(id)),
						attachments: playbook.attachments.filter(({ collateralId }) => !gone.has(collateralId)),
					},
					answer,
				};
			}),
		'collateral.restore': async ({ pieces, attachments }) =>
			change((playbook) => {
				const collateral = [...playbook.collateral];
				for (const { piece, index } of pieces) {
					if (!collateral.some(({ id }) => id === piece.id)) collateral.splice(index, 0, piece);
				}
				const links = [...playbook.attachments];
				for (const { stageId, collateralId, index } of attachments) {
					const isThere = links.some((link) => link.stageId === stageId && link.collateralId === collateralId);
					const isKnown = playbook.process.stages.some(({ id }) => id === stageId);
					if (!isThere && isKnown) links.splice(index, 0, { stageId, collateralId });
				}
				return { playbook: { ...playbook, collateral, attachments: links }, answer: success(null) };
			}),
		'attachment.set': async ({ stageId, collateralId, isAttached }) =>
			change((playbook) => {
				const others = playbook.attachments.filter(
					(link) => link.stageId !== stageId || link.collateralId !== collateralId,
				);
				const isKnown =
					playbook.process.stages.some(({ id }) => id === stageId) &&
					playbook.collateral.some(({ id }) => id === collateralId);
				const isThere = others.length < playbook.attachments.length;
				// Attaching again keeps the marketer's order.
				if (isAttached && (isThere || !isKnown)) return { playbook, answer: success(null) };
				const attachments = isAttached ? [...others, { stageId, collateralId }] : others;
				return { playbook: { ...playbook, attachments }, answer: success(null) };
			}),
		'attachments.order': async ({ stageId, collateralIds }) =>
			change((playbook) => ({
				playbook: { ...playbook, attachments: ordered(playbook.attachments, stageId, collateralIds) },
				answer: success(null),
			})),
	};
}

function isSameLink(left: Attachment, right: Attachment): boolean {
	return left.stageId === right.stageId && left.collateralId === right.collateralId;
}

/** Guides made from costs, and those that were written by hand for products without one. */
function withGuides(written: readonly PriceGuide[], made: readonly PriceGuide[]): readonly PriceGuide[] {
	const products = new Set(made.map(({ product }) => product));
	return [...made, ...written.filter(({ product }) => !products.has(product))];
}

/** Attachments with those of one stage in the order wanted, in the places they had among the others. */
function ordered(
	attachments: Playbook['attachments'],
	stageId: string,
	wanted: readonly string[],
): Playbook['attachments'] {
	const rank = new Map(wanted.map((id, at) => [id, at]));
	const last = wanted.length;
	const sorted = attachments
		.filter((link) => link.stageId === stageId)
		.sort((left, right) => (rank.get(left.collateralId) ?? last) - (rank.get(right.collateralId) ?? last));
	return attachments.map((link) => (link.stageId === stageId ? (sorted.shift() ?? link) : link));
}
