import { Download, Pencil } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { texts as sharedTexts } from '../../../assets/texts/shared.ts';
import { texts as shownCrmsTexts } from '../../../assets/texts/shown-crms.ts';
import type { PageMap } from '../../../core/model/page-map.ts';
import { hostOf, mappedNames } from '../../../stores/workspace/maps.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { Field } from '../../ui/Field/Field.tsx';
import { IconButton } from '../../ui/IconButton/IconButton.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { RemoveRow } from '../Rows/Rows.tsx';

interface MapRowProps {
	readonly map: PageMap;
	/** "20 Nov 2026". */
	readonly day: string;
	/** False when it was refused: the name stays in the field. */
	readonly onRename: (name: string) => Promise<boolean>;
	readonly onDownload: () => void;
	readonly onRemove: () => void;
}

/** One shown CRM, and in its place the field for another name while that is typed. */
export function MapRow({ map, day, onRename, onDownload, onRemove }: MapRowProps) {
	const words = useTexts(shownCrmsTexts);
	const shared = useTexts(sharedTexts);
	const format = useFormat();
	/** Null while it is not being renamed. */
	const [name, setName] = useState<string | null>(null);
	const [fault, setFault] = useState<string | null>(null);
	const field = useRef<HTMLInputElement>(null);
	const pencil = useRef<HTMLButtonElement>(null);
	const hadName = useRef(false);
	const isRenaming = name !== null;
	// The focus goes into the field, and back to the button it came from.
	useEffect(() => {
		if (isRenaming) {
			field.current?.focus();
			field.current?.select();
		} else if (hadName.current) {
			pencil.current?.focus();
		}
		hadName.current = isRenaming;
	}, [isRenaming]);

	function closed(): void {
		setName(null);
		setFault(null);
	}

	async function saved(typed: string): Promise<void> {
		if (typed.trim() === '') setFault(words.nameMissing);
		else if (typed.trim() === map.name || (await onRename(typed.trim()))) closed();
	}

	const { fields, columns } = mappedNames(map);
	const named = (keys: readonly (keyof typeof words.names)[]) => keys.map((key) => words.names[key]).join(', ');
	return (
		<li
			data-row={map.id}
			className="flex min-h-11 flex-wrap items-start gap-x-3 gap-y-1 border-t border-line py-2 text-sm"
		>
			<div className="min-w-0 flex-1 basis-60">
				{name === null ? (
					<span className="font-semibold break-words">{map.name}</span>
				) : (
					<form
						noValidate
						className="flex flex-wrap items-start gap-2"
						onSubmit={(event) => {
							event.preventDefault();
							void saved(name);
						}}
					>
						<div className="min-w-40 flex-1 sm:max-w-xs">
							<Field
								ref={field}
								label={words.newName(map.name)}
								isLabelShown={false}
								value={name}
								maxLength={200}
								autoComplete="off"
								error={fault}
								onChange={(event) => setName(event.target.value)}
								onKeyDown={(event) => {
									if (event.key === 'Escape') closed();
								}}
							/>
						</div>
						<Button type="submit" look="primary">
							{shared.save}
						</Button>
						<Button onClick={closed}>{shared.cancel}</Button>
					</form>
				)}
				<div className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-ink-3">
					<span className="break-all">{hostOf(map.site)}</span>
					<span>{words.kinds[map.kind]}</span>
					<span>{words.version(format.count(map.version), day)}</span>
				</div>
				<p className="mt-1 mb-0 text-xs text-ink-2">
					{fields.length > 0 ? words.fields(named(fields)) : words.noFields}
					{columns.length > 0 ? ` · ${words.columns(named(columns))}` : ''}
				</p>
			</div>
			<div className="flex shrink-0">
				<IconButton ref={pencil} icon={Pencil} label={words.rename(map.name)} onClick={() => setName(map.name)} />
				<IconButton icon={Download} label={words.download(map.name)} onClick={onDownload} />
				<RemoveRow label={words.remove(map.name)} onRemove={onRemove} />
			</div>
		</li>
	);
}
