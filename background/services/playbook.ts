import type { Attachment, Playbook } from '../../core/model/playbook.ts';
import { failure, success } from '../../core/model/result.ts';
import { checkProcess } from '../../core/playbook/check.ts';
import { stageProblems } from '../../core/playbook/check-policy.ts';
import { signedText, writePublished } from '../../core/playbook/published.ts';
import { revisionOf } from '../../core/playbook/revision.ts';
import { startPlaybook } from '../../core/playbook/start.ts';
import { countCosts } from '../../storage/costs.ts';
import { changePlaybook, presentPlaybook, replacePlaybook, restorePlaybook } from '../../storage/playbook.ts';
import { fileNameOf } from '../file-name.ts';
import { playbookFiles } from '../playbook-files.ts';
import { ownCosts } from '../sample.ts';
import { signatureOf } from '../signing.ts';
import { orRefused, refused, type Service, type Surroundings } from './service.ts';

type Names =
	| 'playbook.read'
	| 'playbook.preview'
	| 'playbook.import'
	| 'playbook.export'
	| 'playbook.publish'
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
export function playbookService(around: Surroundings): Service<Names> {
	const { db, sampleFile, now, changed } = around;
	const files = playbookFiles(around);
	const stored = () => presentPlaybook(db);

	/** One change, then a word to every open page. */
	async function change<T>(by: (playbook: Playbook) => { playbook: Playbook; answer: T }): Promise<T> {
		const answer = await changePlaybook(db, by);
		await changed('playbook');
		return answer;
	}

	return {
		'playbook.read': async () => success({ ...(await stored()), costCount: await countCosts(db) }),
		'playbook.preview': async ({ text }) => orRefused(await files.preview(text)),
		'playbook.import': async ({ text }) => orRefused(await files.replaceBy(text)),
		'playbook.export': async ({ costs }) => {
			const { playbook } = await stored();
			const { text, leftOut } = await files.text(costs);
			const fileName = fileNameOf(playbook.name, 'playbook', now());
			if (costs !== 'for-reps') return success({ text, fileName });
			return success({ text, fileName: fileName.replace('.json', '-reps.json'), leftOut });
		},
		'playbook.publish': async ({ costs, by, note }) => {
			const { playbook } = await stored();
			const { text: file, leftOut } = await files.text(costs);
			const publication = { by, at: now(), note };
			const signature = await signatureOf(signedText(publication, file));
			const text = writePublished(publication, file, signature);
			// Each time the same name, for it takes the place of the one before.
			const fileName = fileNameOf(playbook.name, 'published', now()).replace(/-\d{4}-\d{2}-\d{2}/, '');
			return success({ text, fileName, leftOut, isSigned: signature !== null });
		},
		'playbook.undoImport': async () => {
			const isRestored = await restorePlaybook(db);
			if (isRestored) await Promise.all([changed('playbook'), changed('maps'), changed('storage')]);
			return success(isRestored);
		},
		'playbook.loadSample': async () => {
			const replaced = await files.replaceBy(sampleFile, 'whole');
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
