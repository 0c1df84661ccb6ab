import { useId } from 'react';
import { de, en } from '../../../assets/texts/workspace.ts';
import type { WarningLevel } from '../../../core/model/playbook.ts';
import { useTexts } from '../../ui/Language/Language.tsx';

interface WarningsProps {
	readonly level: WarningLevel;
	readonly onChange: (level: WarningLevel) => void;
}

const levels = ['off', 'note', 'reason', 'approval'] as const;

export function Warnings({ level, onChange }: WarningsProps) {
	const words = useTexts({ en, de }).policy;
	const id = useId();
	const names = { off: words.off, note: words.note, reason: words.reason, approval: words.approval };
	const hints = {
		off: words.offHint,
		note: words.noteHint,
		reason: words.reasonHint,
		approval: words.approvalHint,
	};
	return (
		<div role="radiogroup" aria-labelledby={id} className="grid gap-2">
			<h3 id={id} className="m-0 text-base font-semibold">
				{words.warnings}
			</h3>
			<div className="grid gap-2 sm:grid-cols-2">
				{levels.map((each) => (
					<div
						key={each}
						className="relative rounded-xl border border-line p-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
					>
						<label className="flex cursor-pointer items-center gap-2 text-sm font-semibold after:absolute after:inset-0">
							<input
								type="radio"
								name={id}
								value={each}
								checked={each === level}
								aria-describedby={`${id}-${each}`}
								onChange={() => onChange(each)}
								className="relative z-10 size-4 accent-accent outline-none"
							/>
							{names[each]}
						</label>
						<p id={`${id}-${each}`} className="mt-1 mb-0 pl-6 text-xs text-ink-2">
							{hints[each]}
						</p>
					</div>
				))}
			</div>
		</div>
	);
}
