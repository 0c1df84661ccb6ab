import type { AccessWay } from '../../../core/model/access.ts';

interface CrmWords {
	/** What the access is for, and why it is needed. */
	readonly why: string;
	readonly address: string;
	readonly addressHint: string;
	readonly steps: Partial<Readonly<Record<AccessWay, readonly [string, string]>>>;
	/** What one should know before; empty where there is nothing. */
	readonly caution: string;
}

/** Words of the access to each CRM that needs one, in English. */
const en = {
	salesforce: {
		why: 'Dealside reads opportunities, quotes and their lines. Salesforce answers that on another address than its pages, and asks who is calling.',
		address: 'Address of your Salesforce',
		addressHint: 'From the address bar: https://your-firm.lightning.force.com',
		steps: {
			oauth: [
				'An administrator makes an app under Setup → External Client App Manager: OAuth on, the callback address below, the scopes api and refresh_token, PKCE required, no secret required.',
				'Copy the app’s consumer key into the field below.',
			],
			session: ['Sign in to Salesforce in a tab of this browser.', 'Press “Allow” below.'],
		},
		caution: '',
	},
	hubspot: {
		why: 'Dealside reads deals, quotes and their line items. HubSpot answers that on another address than its pages, to a key alone.',
		address: '',
		addressHint: '',
		steps: {
			token: [
				'In HubSpot: Development → Keys → Service keys → Create service key. A super admin can do this, or anyone with the permission “Developer tools access”. Press “Add new scope” and tick crm.objects.deals.read, crm.objects.line_items.read and crm.objects.quotes.read. The names of customers and owners need crm.objects.companies.read and crm.objects.owners.read as well, and costs kept on products need crm.objects.products.read. Tick nothing more.',
				'Press “Create” and open the new key. Press “Show”, copy the key and paste it below. The token of a private app that your firm already has works here too, but HubSpot stops supporting it in September 2027.',
			],
		},
		caution: 'This key reads for the whole HubSpot account, not for you alone. Ask your administrator first.',
	},
	pipedrive: {
		why: 'Dealside reads deals, their products and costs. Pipedrive answers that to your personal key.',
		address: 'Address of your Pipedrive',
		addressHint: 'From the address bar: https://your-firm.pipedrive.com',
		steps: {
			token: [
				'In Pipedrive: your picture at the top right → Personal preferences → API.',
				'Copy your personal API token and paste it below.',
			],
		},
		caution: 'This key can do all that you can. Dealside only reads with it.',
	},
	zoho: {
		why: 'Dealside reads deals, quotes and products. Zoho answers that on another address than its pages, to a client you make yourself.',
		address: 'Address of your Zoho CRM',
		addressHint: 'From the address bar, such as https://crm.zoho.eu',
		steps: {
			'self-client': [
				'Open the API console of your data centre, such as api-console.zoho.eu, and choose “Self Client”. Under “Generate Code” enter the scope ZohoCRM.modules.READ,ZohoCRM.settings.READ,ZohoCRM.org.READ,ZohoCRM.users.READ,ZohoCRM.coql.READ.',
				'Copy the code here at once, for it lasts a few minutes; client id and secret are under “Client Secret”.',
			],
		},
		caution: '',
	},
	twenty: {
		why: 'Dealside reads opportunities and your own objects for lines. Twenty answers that to a key.',
		address: 'Address of your Twenty',
		addressHint: 'From the address bar: https://your-firm.twenty.com or your own',
		steps: {
			token: ['In Twenty: Settings → APIs & Webhooks → Create API key.', 'Copy the key and paste it below.'],
		},
		caution: '',
	},
	frappe: {
		why: 'Only needed where the session of the page does not suffice: Dealside reads deals, quotations and items.',
		address: 'Address of your Frappe or ERPNext',
		addressHint: 'From the address bar: https://erp.your-firm.com',
		steps: {
			token: [
				'In Frappe: your user → Settings → API Access → Generate Keys.',
				'Paste both below as one, with a colon between them: key:secret',
			],
		},
		caution: '',
	},
} satisfies Record<string, CrmWords>;

/** The same words in German. */
const de: typeof en = {
	salesforce: {
		why: 'Dealside liest Opportunities, Angebote und ihre Zeilen. Salesforce antwortet darauf unter einer anderen Adresse als seinen Seiten und fragt, wer anruft.',
		address: 'Adresse Ihres Salesforce',
		addressHint: 'Aus der Adresszeile: https://ihre-firma.lightning.force.com',
		steps: {
			oauth: [
				'Die Administration legt unter Setup → External Client App Manager eine App an: OAuth an, die Callback-Adresse unten, die Scopes api und refresh_token, PKCE verlangt, kein Secret verlangt.',
				'Kopieren Sie den Consumer Key der App in das Feld unten.',
			],
			session: ['Melden Sie sich in einem Tab dieses Browsers bei Salesforce an.', 'Drücken Sie unten „Erlauben“.'],
		},
		caution: '',
	},
	hubspot: {
		why: 'Dealside liest Deals, Angebote und ihre Zeilen. HubSpot antwortet darauf unter einer anderen Adresse als seinen Seiten und nur auf einen Schlüssel.',
		address: '',
		addressHint: '',
		steps: {
			token: [
				'In HubSpot, hier mit den englischen Namen: Development → Keys → Service keys → Create service key. Das kann ein Super-Admin oder wer das Recht „Developer tools access“ hat. Drücken Sie „Add new scope“ und haken Sie crm.objects.deals.read, crm.objects.line_items.read und crm.objects.quotes.read an. Für die Namen von Kunden und Zuständigen braucht es auch crm.objects.companies.read und crm.objects.owners.read, für Kosten an Produkten crm.objects.products.read. Haken Sie sonst nichts an.',
				'Drücken Sie „Create“ und öffnen Sie den neuen Schlüssel. Drücken Sie „Show“, kopieren Sie den Schlüssel und fügen Sie ihn unten ein. Das Token einer privaten App, die Ihre Firma schon hat, geht hier auch; HubSpot unterstützt es aber nur noch bis September 2027.',
			],
		},
		caution:
			'Dieser Schlüssel liest für das ganze HubSpot-Konto, nicht nur für Sie. Fragen Sie erst Ihre Administration.',
	},
	pipedrive: {
		why: 'Dealside liest Deals, ihre Produkte und Kosten. Pipedrive antwortet darauf auf Ihren persönlichen Schlüssel.',
		address: 'Adresse Ihres Pipedrive',
		addressHint: 'Aus der Adresszeile: https://ihre-firma.pipedrive.com',
		steps: {
			token: [
				'In Pipedrive: Ihr Bild oben rechts → Persönliche Einstellungen → API.',
				'Kopieren Sie Ihr persönliches API-Token und fügen Sie es unten ein.',
			],
		},
		caution: 'Dieser Schlüssel kann alles, was Sie können. Dealside liest damit nur.',
	},
	zoho: {
		why: 'Dealside liest Deals, Angebote und Produkte. Zoho antwortet darauf unter einer anderen Adresse als seinen Seiten, einem Client, den Sie selbst anlegen.',
		address: 'Adresse Ihres Zoho CRM',
		addressHint: 'Aus der Adresszeile, etwa https://crm.zoho.eu',
		steps: {
			'self-client': [
				'Öffnen Sie die API-Konsole Ihres Rechenzentrums, etwa api-console.zoho.eu, und wählen Sie „Self Client“. Geben Sie unter „Generate Code“ den Scope ZohoCRM.modules.READ,ZohoCRM.settings.READ,ZohoCRM.org.READ,ZohoCRM.users.READ,ZohoCRM.coql.READ ein.',
				'Kopieren Sie den Code gleich hierher, denn er gilt nur wenige Minuten; Client-ID und Secret stehen unter „Client Secret“.',
			],
		},
		caution: '',
	},
	twenty: {
		why: 'Dealside liest Opportunities und Ihre eigenen Objekte für Zeilen. Twenty antwortet darauf auf einen Schlüssel.',
		address: 'Adresse Ihres Twenty',
		addressHint: 'Aus der Adresszeile: https://ihre-firma.twenty.com oder Ihre eigene',
		steps: {
			token: [
				'In Twenty: Einstellungen → APIs & Webhooks → API-Schlüssel erstellen.',
				'Kopieren Sie den Schlüssel und fügen Sie ihn unten ein.',
			],
		},
		caution: '',
	},
	frappe: {
		why: 'Nur nötig, wo die Sitzung der Seite nicht reicht: Dealside liest Deals, Angebote und Artikel.',
		address: 'Adresse Ihres Frappe oder ERPNext',
		addressHint: 'Aus der Adresszeile: https://erp.ihre-firma.de',
		steps: {
			token: [
				'In Frappe: Ihr Benutzer → Einstellungen → API-Zugriff → Schlüssel erzeugen.',
				'Fügen Sie unten beide als eines ein, mit einem Doppelpunkt dazwischen: key:secret',
			],
		},
		caution: '',
	},
};

/** Both languages. */
export const texts = { en, de };
