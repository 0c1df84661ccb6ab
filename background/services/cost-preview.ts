import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { costPreview } from '../../core/margin/cost-preview.ts';
import type { CostPreview, CostPreviewFault, CostReading } from '../../core/model/access.ts';
import { costReadingShape } from '../../core/model/access-shapes.ts';
import type { CrmId } from '../../core/model/deal.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import { readPageStatus } from '../../messages/port.ts';
import { costsOf } from '../../storage/costs.ts';
import { presentPlaybook } from '../../storage/playbook.ts';
import type { Service, Surroundings } from './service.ts';

/** A page that is at work tells its status at once; one that is frozen never does. */
const statusWithinMs = 1500;

/** As long as a page's own calls may take, one after another. */
const readingWithinMs = 30_000;

/** Asks a tab's page; null when nobody there answers in time. */
function askTab(tabId: number, message: object, withinMs: number): Promise<unknown> {
	const answer = browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => null);
	const silence = new Promise<null>((resolve) => setTimeout(resolve, withinMs, null));
	return Promise.race([answer, silence]);
}

/** The tab in which a deal of this CRM was in front last; null when none shows one. */
async function tabWithDeal(crm: CrmId): Promise<number | null> {
	const tabs = await browser.tabs.query({});
	const latest = [...tabs].sort((left, right) => (right.lastAccessed ?? 0) - (left.lastAccessed ?? 0));
	const asked = await Promise.all(
		latest.map(async ({ id }) => {
			const status =
				id === undefined ? null : readPageStatus(await askTab(id, { type: 'page.status' }, statusWithinMs));
			return status?.crm === crm && status.hasDeal && id !== undefined ? id : null;
		}),
	);
	return asked.find((id) => id !== null) ?? null;
}

async function readingOf(crm: CrmId, field: string | null): Promise<Result<CostReading, CostPreviewFault>> {
	const tabId = await tabWithDeal(crm);
	if (tabId === null) return failure('no-deal');
	const answer = await askTab(tabId, { type: 'cost.preview', field }, readingWithinMs);
	const checked = v.safeParse(costReadingShape, answer);
	if (!checked.success) return failure('no-answer');
	const { output } = checked;
	if (!output.ok) return failure(output.error.code);
	// The deal may have gone between the two questions.
	return output.value.facts.ref.crm === crm ? success(output.value) : failure('no-deal');
}

/** Tries a place of costs on the deal that is open, and stores nothing. */
export function costPreviewService({ db, now }: Surroundings): Service<'cost.preview'> {
	return {
		async 'cost.preview'({ crm, field }) {
			const read = await readingOf(crm, field);
			if (!read.ok) return read;
			const { facts, isFieldMissing } = read.value;
			const products = (facts.lines ?? []).flatMap(({ product }) => (product ? [product.code ?? '', product.id] : []));
			const [present, found] = await Promise.all([presentPlaybook(db), costsOf(db, [...new Set(products)])]);
			const source = {
				day: facts.quoteDate ?? now().slice(0, 10),
				rates: present.playbook.rates,
				costs: found.costs,
				unreadableCosts: found.unreadable,
				priceGuides: [],
			};
			const preview: CostPreview = {
				dealName: facts.name,
				currency: facts.currency,
				lines: facts.lines && costPreview(facts, source),
				isFieldMissing,
			};
			return success(preview);
		},
	};
}
