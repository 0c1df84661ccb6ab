import { useState } from 'react';
import { texts } from '../../../assets/texts/access.ts';
import type { AccessCrm } from '../../../stores/crms.ts';
import {
	type AccessField,
	type AccessForm,
	type AccessFormFaults,
	emptyAccessForm,
	readAccessForm,
	selectSecretFields,
} from '../../../stores/workspace/access-form.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useCopy } from '../../ui/Copy/useCopy.ts';
import { Field } from '../../ui/Field/Field.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';
import { Segments } from '../../ui/Segments/Segments.tsx';
import { Switch } from '../../ui/Switch/Switch.tsx';
import { useAccess, useBrowser } from './AccessContext.tsx';

interface SetUpProps {
	readonly crm: AccessCrm;
	readonly onClose: () => void;
}

/** The form of one CRM. What is typed stays in this form alone and goes with it. */
export function SetUp({ crm, onClose }: SetUpProps) {
	const words = useTexts(texts);
	const own = words.crms[crm.crm as keyof typeof words.crms];
	const { browserName, request } = useBrowser();
	const setUp = useAccess((state) => state.accessSetUp);
	const [form, setForm] = useState<AccessForm>(() => emptyAccessForm(crm));
	const [faults, setFaults] = useState<AccessFormFaults>({});
	const [said, setSaid] = useState<string | null>(null);
	const [isBusy, setBusy] = useState(false);
	const typed = (change: Partial<AccessForm>) => {
		setForm({ ...form, ...change });
		setFaults({});
		setSaid(null);
	};

	// The browser only asks while it still counts as the click: nothing may be awaited before `request`.
	function sent(): void {
		const reading = readAccessForm(crm, form);
		if (!reading.ok) {
			setFaults(reading.error);
			return;
		}
		setBusy(true);
		void finished(request(reading.value.question), reading.value.setUp);
	}

	async function finished(question: Promise<boolean>, asked: Parameters<typeof setUp>[0]): Promise<void> {
		const isAllowed = await question.catch(() => null);
		if (!isAllowed) {
			setSaid(isAllowed === null ? words.notAsked(browserName) : words.refusedByBrowser(browserName));
			setBusy(false);
			return;
		}
		const answer = await setUp(asked);
		setBusy(false);
		if (answer.ok) onClose();
		else setSaid(words.setUpFaults[answer.error]);
	}

	const reading = readAccessForm(crm, form);
	const host = reading.ok ? reading.value.setUp.apiHost : words.itsApi;
	const steps = own.steps[form.way as keyof typeof own.steps] as readonly string[] | undefined;
	const faultOf = (field: AccessField) => {
		const fault = faults[field];
		return fault ? words.faults[fault] : null;
	};
	return (
		<form
			noValidate
			aria-label={words.openNamed(crm.title)}
			className="grid max-w-2xl gap-4 rounded-lg bg-panel p-4"
			onSubmit={(event) => {
				event.preventDefault();
				sent();
			}}
		>
			<p className="m-0 text-sm text-ink-2">{own.why}</p>
			{crm.ways.length > 1 ? (
				<Segments
					label={words.way}
					value={form.way}
					options={crm.ways.map((way) => ({ value: way, label: words.ways[way] }))}
					onChange={(way) => typed({ way })}
				/>
			) : null}
			<div className="grid gap-1 text-sm">
				<p className="m-0 text-xs font-semibold text-ink-2">{words.steps}</p>
				<ol className="m-0 grid list-decimal gap-1 pl-5">
					{(steps ?? []).map((step) => (
						<li key={step}>{step}</li>
					))}
				</ol>
			</div>
			{own.caution ? <p className="m-0 text-sm text-warn">▲ {own.caution}</p> : null}
			{form.way === 'oauth' ? <Redirect /> : null}
			{crm.asksAddress ? (
				<Field
					label={own.address}
					hint={own.addressHint}
					value={form.address}
					inputMode="url"
					autoComplete="off"
					spellCheck={false}
					error={faultOf('address')}
					onChange={(event) => typed({ address: event.target.value })}
				/>
			) : null}
			{crm.asksServer ? (
				<Field
					label={words.fields.server}
					value={form.server}
					inputMode="url"
					autoComplete="off"
					spellCheck={false}
					error={faultOf('server')}
					onChange={(event) => typed({ server: event.target.value })}
				/>
			) : null}
			{selectSecretFields(form.way).map((field) => (
				<Field
					key={field}
					label={words.fields[field]}
					// A client's id is shown to everybody who signs in; the others are as good as a password.
					type={field === 'clientId' ? 'text' : 'password'}
					value={form[field]}
					autoComplete="off"
					spellCheck={false}
					error={faultOf(field)}
					onChange={(event) => typed({ [field]: event.target.value })}
				/>
			))}
			<Switch
				label={words.keep}
				hint={words.keepHint}
				isOn={form.isKept}
				onChange={(isKept) => setForm({ ...form, isKept })}
			/>
			<p className="m-0 text-xs text-ink-3">{words.asks[form.way](browserName, host)}</p>
			<p role="alert" className={said ? 'm-0 text-sm text-bad' : 'sr-only'}>
				{said ? `■ ${said}` : ''}
			</p>
			<div className="flex gap-2">
				<Button type="submit" look="primary" disabled={isBusy}>
					{isBusy ? words.saving : words.save[form.way]}
				</Button>
				<Button onClick={onClose}>{words.close}</Button>
			</div>
		</form>
	);
}

/** The address that the firm's app has to know. */
function Redirect() {
	const words = useTexts(texts);
	const copy = useCopy();
	const address = useAccess((state) => state.redirectAddress);
	if (address === null) return <p className="m-0 text-sm text-bad">■ {words.setUpFaults['sign-in-missing']}</p>;
	return (
		<div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
			<span className="text-xs font-semibold text-ink-2">{words.redirect}</span>
			<code className="min-w-0 break-all">{address}</code>
			<Button size="small" onClick={() => copy(address, words.copied)}>
				{words.copy}
			</Button>
		</div>
	);
}
