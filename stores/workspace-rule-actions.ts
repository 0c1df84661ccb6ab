import type { MarginPolicy, MarginRule, Playbook } from '../core/model/playbook.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import type { OpenForm, SaveFailure } from './workspace.ts';
import type { FormFaults } from './workspace-parts.ts';
import { draftOfRule, type RuleDraft, ruleOfDraft, withRule } from './workspace-rules.ts';

export interface RulesState {
	readonly playbook: Playbook | null;
	/** The rule that is being added or changed; null when none is. */
	readonly ruleForm: OpenForm<RuleDraft, MarginRule | null> | null;
}

export interface RuleActions {
	ruleFormOpened(rule: MarginRule | null, locale: string): void;
	ruleFormTyped(change: Partial<RuleDraft>): void;
	ruleFormClosed(): void;
	/** Saves the open form; answers the rules that were replaced. */
	ruleSaved(locale: string): Promise<Result<readonly MarginRule[], FormFaults | SaveFailure>>;
	/** Answers the rules as they were, for undo. */
	ruleRemoved(id: string): Promise<Result<readonly MarginRule[], SaveFailure>>;
	/** Opens the form of a new rule filled like this one: two that hold for the same deals would not be taken. */
	ruleCopied(rule: MarginRule, name: string, locale: string): void;
	rulesPutBack(rules: readonly MarginRule[]): Promise<Result<null, SaveFailure>>;
}

/** The actions on rules, over the state they are a piece of. */
export function createRuleActions(
	set: (change: Pick<RulesState, 'ruleForm'>) => void,
	get: () => RulesState,
	newId: () => string,
	policySaved: (margin: MarginPolicy | null) => Promise<Result<null, SaveFailure>>,
): RuleActions {
	async function changed(
		change: (policy: MarginPolicy) => MarginPolicy,
	): Promise<Result<readonly MarginRule[], SaveFailure>> {
		const { playbook } = get();
		if (playbook === null) return failure({ code: 'storage-failed' });
		const before = playbook.margin.rules;
		const answer = await policySaved(change(playbook.margin));
		return answer.ok ? success(before) : answer;
	}

	return {
		ruleFormOpened: (rule, locale) => set({ ruleForm: { form: draftOfRule(rule, locale), source: rule } }),
		ruleFormTyped(change) {
			const { ruleForm } = get();
			if (ruleForm !== null) set({ ruleForm: { ...ruleForm, form: { ...ruleForm.form, ...change } } });
		},
		ruleFormClosed: () => set({ ruleForm: null }),
		async ruleSaved(locale) {
			const { ruleForm } = get();
			if (ruleForm === null) return failure({ code: 'storage-failed' });
			const rule = ruleOfDraft(ruleForm.form, ruleForm.form.id ?? newId(), locale);
			if (!rule.ok) return failure({ code: 'faults', faults: rule.error });
			const answer = await changed((policy) => withRule(policy, rule.value));
			// What was typed while it was being saved stays open.
			if (answer.ok && get().ruleForm === ruleForm) set({ ruleForm: null });
			return answer;
		},
		async ruleRemoved(id) {
			const answer = await changed((policy) => ({ ...policy, rules: policy.rules.filter((rule) => rule.id !== id) }));
			if (answer.ok && get().ruleForm?.form.id === id) set({ ruleForm: null });
			return answer;
		},
		ruleCopied: (rule, name, locale) =>
			set({ ruleForm: { form: { ...draftOfRule(rule, locale), id: null, name }, source: null } }),
		async rulesPutBack(rules) {
			const answer = await changed((policy) => ({ ...policy, rules }));
			return answer.ok ? success(null) : answer;
		},
	};
}
