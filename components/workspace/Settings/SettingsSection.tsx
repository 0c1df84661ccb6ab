import { useState } from 'react';
import { texts as ownTexts } from '../../../assets/texts/own-figures.ts';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { Settings } from '../../../core/model/settings.ts';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { Segments } from '../../ui/Segments/Segments.tsx';
import { Switch } from '../../ui/Switch/Switch.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { Access } from '../Access/Access.tsx';
import { useWorkspace } from '../Context/Context.tsx';
import { ShownCrms } from '../Maps/ShownCrms.tsx';
import { Card } from '../Section/Card.tsx';
import { Section } from '../Section/Section.tsx';
import { DeleteAll } from './DeleteAll.tsx';
import { Kept } from './Kept.tsx';
import { OwnFigures } from './OwnFigures.tsx';
import { Sites } from './Sites.tsx';

export function SettingsSection() {
	const all = useTexts(workspaceTexts);
	const shared = useTexts(sharedTexts);
	const own = useTexts(ownTexts);
	const words = all.settings;
	const toast = useToast();
	const settings = useWorkspace((state) => state.settings);
	const change = useWorkspace((state) => state.settingsChanged);
	/** Null while nothing is typed: then the saved name is shown, also when it changes elsewhere. */
	const [name, setName] = useState<string | null>(null);
	const [team, setTeam] = useState<string | null>(null);
	// Also what cannot be read can be deleted.
	if (settings === null)
		return (
			<Section title={words.title} lead={words.lead}>
				<DeleteAll />
			</Section>
		);
	const { viewer } = settings;

	async function changed(part: Partial<Settings>): Promise<void> {
		const answer = await change(part);
		if (!answer.ok && answer.error.code !== 'problems') toast({ text: all.refused[answer.error.code] });
	}

	async function nameLeft(): Promise<void> {
		if (name === null) return;
		if (name.trim() !== viewer.name) await changed({ viewer: { ...viewer, name: name.trim() } });
		setName(null);
	}

	async function teamLeft(): Promise<void> {
		if (team === null) return;
		if (team.trim() !== (viewer.team ?? '')) await changed({ viewer: { ...viewer, team: team.trim() } });
		setTeam(null);
	}

	return (
		<Section title={words.title} lead={words.lead}>
			<Card title={words.you}>
				<div className="grid items-start gap-4 sm:grid-cols-2">
					<Field
						label={words.name}
						value={name ?? viewer.name}
						maxLength={120}
						autoComplete="name"
						hint={words.nameHint}
						onChange={(event) => setName(event.target.value)}
						onBlur={() => void nameLeft()}
						onKeyDown={(event) => {
							if (event.key === 'Enter') void nameLeft();
						}}
					/>
					<SelectField
						label={words.role}
						value={viewer.role}
						options={[
							{ value: 'rep', label: words.rep },
							{ value: 'marketer', label: words.marketer },
							{ value: 'manager', label: words.manager },
						]}
						onChange={(role) => void changed({ viewer: { ...viewer, role } })}
					/>
					<Field
						label={own.team}
						value={team ?? viewer.team ?? ''}
						maxLength={120}
						autoComplete="off"
						hint={own.teamHint}
						onChange={(event) => setTeam(event.target.value)}
						onBlur={() => void teamLeft()}
						onKeyDown={(event) => {
							if (event.key === 'Enter') void teamLeft();
						}}
					/>
				</div>
			</Card>
			<OwnFigures />
			<Card title={own.buyerSafe}>
				<Switch
					label={own.startSafe}
					hint={own.startSafeHint}
					isOn={settings.doesStartBuyerSafe}
					onChange={(doesStartBuyerSafe) => void changed({ doesStartBuyerSafe })}
				/>
			</Card>
			<Card title={words.appearance}>
				<div className="grid items-start gap-4 sm:grid-cols-2">
					<Segments
						label={shared.language}
						value={settings.language}
						options={[
							{ value: 'auto', label: shared.automatic },
							{ value: 'en', label: shared.english },
							{ value: 'de', label: shared.german },
						]}
						onChange={(language) => void changed({ language })}
					/>
					<Segments
						label={shared.theme}
						value={settings.theme}
						options={[
							{ value: 'auto', label: shared.automatic },
							{ value: 'light', label: shared.light },
							{ value: 'dark', label: shared.dark },
						]}
						onChange={(theme) => void changed({ theme })}
					/>
				</div>
			</Card>
			<Sites />
			<ShownCrms />
			<Access />
			<Card title={words.dataTitle}>
				<p className="m-0 max-w-2xl text-sm text-ink-2">{words.data}</p>
			</Card>
			<Kept />
			<DeleteAll />
		</Section>
	);
}
