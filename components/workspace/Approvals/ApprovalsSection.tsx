import { texts } from '../../../assets/texts/approvals.ts';
import { useTexts } from '../../ui/Language/Language.tsx';
import { FormBar } from '../Form/FormBar.tsx';
import { FormProblems } from '../Form/FormProblems.tsx';
import { useFieldForm } from '../Form/useForm.ts';
import { Section } from '../Section/Section.tsx';
import { Locked } from '../Source/Locked.tsx';
import { ApprovalRules } from './ApprovalRules.tsx';
import { Inbox } from './Inbox.tsx';
import { Ladder } from './Ladder.tsx';

export function ApprovalsSection() {
	const words = useTexts(texts);
	const part = useFieldForm('approvals', words.saved);
	if (part === null) return null;
	const { form, errorAt } = part;
	return (
		<Section title={words.title} lead={words.lead}>
			<Inbox />
			<Locked>
				<FormProblems problems={part.problems} />
				<Ladder
					levels={form.levels}
					errorAt={errorAt}
					onChange={(levels) => part.change((before) => ({ ...before, levels }))}
				/>
				<ApprovalRules
					form={form}
					errorAt={errorAt}
					onChange={(rules) => part.change((before) => ({ ...before, rules }))}
				/>
				<FormBar editing={part} text={words.unsaved} saveLabel={words.save} />
			</Locked>
		</Section>
	);
}
