// From LinkedIn's words to ours: an integration as the ATS and its widgets see it, its name, its next step.
import type { Language, Texts } from "../../core/connection-texts.ts";
import { typeOf } from "./contract.ts";
import type { Stored } from "./store.ts";

const NAME_AT_MOST = 200;

/** Customer-facing in LinkedIn's products: the customer and the feature, unless somebody chose another. */
export const integrationName = (customer: string, type: string, chosen: Readonly<Record<string, string>> = {}): string =>
  ((Object.hasOwn(chosen, type) ? chosen[type]?.trim() : "") || `${customer} · ${typeOf(type)?.name ?? type}`).slice(0, NAME_AT_MOST);

const STEPS: Readonly<Record<string, Texts>> = {
  REQUESTED: {
    de: "Nichts zu tun: wir melden die Integration bei LinkedIn an",
    en: "Nothing to do: we are registering the integration with LinkedIn",
    fi: "Ei toimenpiteitä: rekisteröimme integraation LinkedIniin",
    sv: "Inget att göra: vi registrerar integrationen hos LinkedIn",
    fr: "Rien à faire : nous enregistrons l'intégration auprès de LinkedIn",
  },
  PARTNER_READY: {
    de: "In LinkedIn Recruiter unter Produkteinstellungen, ATS, einschalten",
    en: "Switch it on in LinkedIn Recruiter, under Product settings, ATS",
    fi: "Ota käyttöön LinkedIn Recruiterissa kohdassa Product settings, ATS",
    sv: "Aktivera i LinkedIn Recruiter under Product settings, ATS",
    fr: "Activer dans LinkedIn Recruiter, Product settings, ATS",
  },
  ENABLED: { de: "Fertig", en: "Done", fi: "Valmis", sv: "Klart", fr: "Terminé" },
  failed: {
    de: "LinkedIn hat diese Integration abgelehnt: erneut anfordern oder den LinkedIn-Support fragen",
    en: "LinkedIn refused this integration: request it again, or ask LinkedIn's support",
    fi: "LinkedIn hylkäsi integraation: pyydä uudelleen tai kysy LinkedInin tuesta",
    sv: "LinkedIn avvisade integrationen: begär den igen eller fråga LinkedIns support",
    fr: "LinkedIn a refusé cette intégration : la demander à nouveau ou contacter l'assistance LinkedIn",
  },
};

const nextStep = (row: Stored, language: Language): string | null => STEPS[row.error && row.todo === null ? "failed" : row.status]?.[language] ?? null;

export const shown = (row: Stored, language: Language) => ({
  integrationContext: row.context,
  integrationType: row.type,
  tenantType: row.tenant_type,
  integrationName: row.name,
  onboardingStatus: row.status,
  ...(row.error
    ? {
        error: {
          status: row.error.status ?? 0,
          message: row.error.message ?? "",
          ...(row.error.serviceErrorCode === undefined ? {} : { serviceErrorCode: row.error.serviceErrorCode }),
          ...(row.error.code === undefined ? {} : { code: row.error.code }),
        },
      }
    : {}),
  since: new Date(row.since).toISOString(),
  nextStep: nextStep(row, language),
});

const cell = (text: string) => (/[",\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The list that a ticket for deleting integrations wants. */
export const asCsv = (rows: readonly Stored[]): string =>
  ["integrationContext,integrationType,tenantType,dataProvider", ...rows.map((row) => [row.context, row.type, row.tenant_type, "ATS"].map(cell).join(","))].join("\r\n") + "\r\n";
