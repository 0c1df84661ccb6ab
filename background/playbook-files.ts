import type { Playbook, PriceGuide } from '../core/model/playbook.ts';
import { countOf, type PlaybookPart, playbookParts } from '../core/model/playbook-parts.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import type { FileProblem } from '../core/model/settings.ts';
import { mergedPlaybook, readPlaybookFile, writePlaybookFile } from '../core/playbook/file.ts';
import { priceGuidesOf, withoutLimits } from '../core/playbook/price-guides.ts';
import type { CommandData } from '../messages/commands.ts';
import type { ImportPreview, ImportSummary } from '../messages/protocol.ts';
import { allCosts, countCosts } from '../storage/costs.ts';
import { StorageError } from '../storage/faults.ts';
import { readMaps } from '../storage/maps.ts';
import { type Along, presentPlaybook, readPlaybook, replacePlaybook } from '../storage/playbook.ts';
import { seenProducts, strangerProblems } from './known-products.ts';
import { summaryOf } from './maps-summary.ts';
import { ownCosts } from './sample.ts';
import type { Surroundings } from './services/service.ts';
import { readMapped } from './sites.ts';

/** How a file replaces what is here: parts that it leaves out stay, or, for the `whole` of it, become what is usual. */
type Manner = 'parts' | 'whole';

/** What a playbook's file would do, and does: the same whoever brings the file, a person or an address that is followed. */
export function playbookFiles({ db, sampleFile, now, changed }: Surroundings) {
	/** Every cost; refused where one cannot be read, for a file would leave it out without a word. */
	async function everyCost() {
		const { costs, unreadableCount } = await allCosts(db);
		if (unreadableCount > 0) throw new StorageError('row-unreadable', 'costs');
		return costs;
	}

	/** What stays of the playbook in force where a file leaves parts out; null where there is none that can be read. */
	async function presentOrNull(): Promise<Playbook | null> {
		const kept = await readPlaybook(db);
		return kept.kind === 'value' ? kept.value.playbook : null;
	}

	/** Null where nothing was pointed out: the file is then as it was before there were maps. */
	async function mapsForFile() {
		const mapped = await readMaps(db);
		return mapped.maps.length + mapped.pointed.length > 0 ? mapped : null;
	}

	/** Reads and checks a file with what stays of the playbook in force; refused with problems. */
	async function read(text: string, manner: Manner = 'parts') {
		const file = readPlaybookFile(text);
		if (!file.ok) return file;
		const present = await presentOrNull();
		const merged = mergedPlaybook(file.value, manner === 'whole' ? null : present);
		if (!merged.ok) return merged;
		const { costs } = file.value;
		// A file without costs is not held against those that happen to be here: they may be another firm's.
		const places = { margin: ['margin'], trades: ['trades'] };
		const strangers = costs ? await strangerProblems(db, merged.value, places, costs) : [];
		if (strangers.length > 0) return failure(strangers);
		return success({ ...file.value, playbook: merged.value, present });
	}

	return {
		read,
		/** What importing a file would replace and what would stay; nothing is changed. */
		async preview(text: string): Promise<Result<ImportPreview, readonly FileProblem[]>> {
			const file = await read(text);
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
		},
		/** Puts a file in force, then says so to every open page. `along`: what is kept in the same transaction. */
		async replaceBy(
			text: string,
			manner: Manner = 'parts',
			along:
				| ((file: {
						readonly playbook: Playbook;
						readonly present: Playbook | null;
						readonly hasCosts: boolean;
				  }) => Along)
				| null = null,
		): Promise<Result<ImportSummary, readonly FileProblem[]>> {
			const file = await read(text, manner);
			if (!file.ok) return file;
			const { playbook, mapped, present } = file.value;
			const isEndOfSample = present?.origin === 'sample' && playbook.origin === 'own';
			const costs = file.value.costs ?? (isEndOfSample ? await ownCosts(db, sampleFile) : null);
			const beside = along?.({ playbook, present, hasCosts: file.value.costs !== null }) ?? null;
			const merged = await replacePlaybook(db, playbook, costs, mapped, beside);
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
		},
		/**
		 * The text of the playbook's file. `leftOut`: with `for-reps` alone, products that have no price there, because no deal
		 * read so far tells their family.
		 */
		async text(
			costs: CommandData<'playbook.export'>['costs'],
		): Promise<{ readonly text: string; readonly leftOut: readonly string[] }> {
			const { playbook } = await presentPlaybook(db);
			const mapped = await mapsForFile();
			if (costs !== 'for-reps') {
				const told = costs === 'with' ? await everyCost() : null;
				return { text: writePlaybookFile(playbook, told, mapped), leftOut: [] };
			}
			const { products } = await seenProducts(db);
			const made = priceGuidesOf(await everyCost(), playbook.margin, products, now().slice(0, 10));
			const priceGuides = withGuides(playbook.priceGuides, made.guides);
			// No costs at all, so that those of an earlier file do not stay beside the prices.
			return {
				text: writePlaybookFile({ ...playbook, margin: withoutLimits(playbook.margin), priceGuides }, [], mapped),
				leftOut: made.left,
			};
		},
	};
}

/** Guides made from costs, and those that were written by hand for products without one. */
function withGuides(written: readonly PriceGuide[], made: readonly PriceGuide[]): readonly PriceGuide[] {
	const products = new Set(made.map(({ product }) => product));
	return [...made, ...written.filter(({ product }) => !products.has(product))];
}
