/**
 * Every sentence a person reads, in both languages, for window, command line and forms.
 * One JSON file an area and language in `resources/catalogue`; a test fails on a key that is missing or unused.
 * Placeholders are written {name}.
 */
import enApp from '../../resources/catalogue/en/app.json' with { type: 'json' };
import enCases from '../../resources/catalogue/en/cases.json' with { type: 'json' };
import enCli from '../../resources/catalogue/en/cli.json' with { type: 'json' };
import enErrors from '../../resources/catalogue/en/errors.json' with { type: 'json' };
import enExport from '../../resources/catalogue/en/export.json' with { type: 'json' };
import enForms from '../../resources/catalogue/en/forms.json' with { type: 'json' };
import enImaging from '../../resources/catalogue/en/imaging.json' with { type: 'json' };
import enIntake from '../../resources/catalogue/en/intake.json' with { type: 'json' };
import enLog from '../../resources/catalogue/en/log.json' with { type: 'json' };
import enRetrieval from '../../resources/catalogue/en/retrieval.json' with { type: 'json' };
import enSearch from '../../resources/catalogue/en/search.json' with { type: 'json' };
import enStation from '../../resources/catalogue/en/station.json' with { type: 'json' };
import enVerify from '../../resources/catalogue/en/verify.json' with { type: 'json' };
import zhApp from '../../resources/catalogue/zh/app.json' with { type: 'json' };
import zhCases from '../../resources/catalogue/zh/cases.json' with { type: 'json' };
import zhCli from '../../resources/catalogue/zh/cli.json' with { type: 'json' };
import zhErrors from '../../resources/catalogue/zh/errors.json' with { type: 'json' };
import zhExport from '../../resources/catalogue/zh/export.json' with { type: 'json' };
import zhForms from '../../resources/catalogue/zh/forms.json' with { type: 'json' };
import zhImaging from '../../resources/catalogue/zh/imaging.json' with { type: 'json' };
import zhIntake from '../../resources/catalogue/zh/intake.json' with { type: 'json' };
import zhLog from '../../resources/catalogue/zh/log.json' with { type: 'json' };
import zhRetrieval from '../../resources/catalogue/zh/retrieval.json' with { type: 'json' };
import zhSearch from '../../resources/catalogue/zh/search.json' with { type: 'json' };
import zhStation from '../../resources/catalogue/zh/station.json' with { type: 'json' };
import zhVerify from '../../resources/catalogue/zh/verify.json' with { type: 'json' };

const zh = {
  ...zhApp,
  ...zhCases,
  ...zhCli,
  ...zhErrors,
  ...zhExport,
  ...zhForms,
  ...zhImaging,
  ...zhIntake,
  ...zhLog,
  ...zhRetrieval,
  ...zhSearch,
  ...zhStation,
  ...zhVerify,
};
const en = {
  ...enApp,
  ...enCases,
  ...enCli,
  ...enErrors,
  ...enExport,
  ...enForms,
  ...enImaging,
  ...enIntake,
  ...enLog,
  ...enRetrieval,
  ...enSearch,
  ...enStation,
  ...enVerify,
};

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type MessageKey = keyof typeof zh;
export type Values = Readonly<Record<string, string | number>>;

const catalogues: Readonly<Record<Language, Readonly<Record<string, string>>>> = { zh, en };

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(zh, key);
}

/** Fills `{name}` from `values`; a placeholder without a value stays visible, so that a mistake is seen. */
export function message(language: Language, key: MessageKey, values: Values = {}): string {
  const template = catalogues[language][key] ?? key;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Every catalogue, for the test that compares them. */
export const allCatalogues = catalogues;
