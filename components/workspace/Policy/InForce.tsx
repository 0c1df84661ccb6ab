import { texts as approvalsTexts } from '../../../assets/texts/approvals.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { ApprovalRule, Playbook, WarningLevel } from '../../../core/model/playbook.ts';
import { selectOwnLevels, selectRulesInForce } from '../../../stores/workspace/forms/approvals.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { Card } from '../Section/Card.tsx';

const levels = ['off', 'note', 'reason', 'approval'] as const satisfies readonly WarningLevel[];

/** Which rules make somebody agree, at each level of the warnings. */
export function InForce({ playbook }: { readonly playbook: Playbook }) {
	const words = useTexts(workspaceTexts).policy;
	const { approvals, margin } = playbook;
	return (
		<Card title={words.inForce} hint={words.inForceHint}>
			<table aria-label={words.inForce} className="w-full border-collapse text-sm">
				<thead className="text-left text-xs text-ink-2">
					<tr>
						<th scope="col" className="w-44 py-1.5 pr-4 font-semibold">
							{words.warnings}
						</th>
						<th scope="col" className="py-1.5 font-semibold">
							{words.inForceColumn}
						</th>
					</tr>
				</thead>
				<tbody>
					{levels.map((level) => {
						const isNow = level === margin.warnings;
						const rules = approvals.levels.length === 0 ? [] : selectRulesInForce(playbook, level);
						return (
							<tr key={level} aria-current={isNow} className={`border-t border-line ${isNow ? 'bg-accent-soft' : ''}`}>
								<th scope="row" className="py-1.5 pr-4 pl-2 text-left align-top font-semibold">
									{words[level]}
									{isNow ? <span className="block text-xs font-normal text-ink-2">{words.inForceNow}</span> : null}
								</th>
								<td className="py-1.5 pr-2">
									<RuleList
										rules={rules}
										none={level === 'off' ? words.inForceOff : words.inForceNone}
										approvals={approvals}
									/>
								</td>
							</tr>
						);
					})}
					{selectOwnLevels(playbook).map(({ rule, level, inForce }) => (
						<tr key={rule.id} className="border-t border-line">
							<th scope="row" className="py-1.5 pr-4 pl-2 text-left align-top font-semibold wrap-anywhere">
								{words[level]}
								<span className="block text-xs font-normal text-ink-2">{words.inForceRuleOnly(rule.name)}</span>
							</th>
							<td className="py-1.5 pr-2">
								{level === 'off' && <span className="block text-ink-2">{words.inForceRuleOff}</span>}
								<RuleList
									rules={approvals.levels.length === 0 ? [] : inForce}
									none={words.inForceOff}
									approvals={approvals}
								/>
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</Card>
	);
}

interface RuleListProps {
	readonly rules: readonly ApprovalRule[];
	/** Said where there is none. */
	readonly none: string;
	readonly approvals: Playbook['approvals'];
}

function RuleList({ rules, none, approvals }: RuleListProps) {
	if (rules.length === 0) return <span className="text-ink-2">{none}</span>;
	return (
		<ul className="m-0 list-none p-0">
			{rules.map((rule) => (
				<li key={rule.id} className="wrap-anywhere">
					<Rule rule={rule} approvals={approvals} />
				</li>
			))}
		</ul>
	);
}

interface RuleProps {
	readonly rule: ApprovalRule;
	readonly approvals: Playbook['approvals'];
}

/** "The deal’s discount is over 15 %: Sales manager". */
function Rule({ rule: { trigger, level }, approvals }: RuleProps) {
	const words = useTexts(approvalsTexts);
	const policy = useTexts(workspaceTexts).policy;
	const format = useFormat();
	const asked = approvals.levels[Math.min(level, approvals.levels.length) - 1];
	function value(): string {
		switch (trigger.kind) {
			case 'size-over':
				return format.money(trigger.value, trigger.currency);
			case 'terms-over':
				return words.days(trigger.days, format.count(trigger.days));
			case 'line-under-floor':
			case 'deal-under-floor':
				return '';
			default:
				return format.shortPercent(trigger.value);
		}
	}
	return policy.inForceRule([words.triggers[trigger.kind], value()].filter(Boolean).join(' '), asked?.name ?? '');
}
