import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

/** What a person should know of generated values. */
const english = {
  /** @param date `2026-01-01` */
  aged: (date: string, months: number): string =>
    `Dates are generated around ${date}, ${en.count(months, 'month', 'months')} ago: what should lie ahead may be past. Set \`referenceDate\` to a later day, or to "today".`,
  /** Behind an API's own words, which speak of an e-mail or a domain. */
  setEmailDomain: (domain: string): string =>
    `e-mails are made at ${domain}: set \`emailDomain\` to a domain that this API accepts`,
  setReferenceDate: 'dates are made around `referenceDate`: set it to a later day, or to "today"',
  setPhones: "phone numbers are made by the setting `phones`: 'mobile' makes mobiles that may be somebody's",
};

const french: typeof english = {
  aged: (date, months) =>
    `Les dates sont générées autour du ${date}, il y a ${fr.count(months, 'mois', 'mois')} : ce qui devrait être à venir est peut-être passé. Donnez à \`referenceDate\` un jour plus récent, ou « today ».`,
  setEmailDomain: (domain) =>
    `les adresses e-mail sont faites sur ${domain} : donnez à \`emailDomain\` un domaine que cette API accepte`,
  setReferenceDate:
    'les dates sont générées autour de `referenceDate` : donnez-lui un jour plus récent, ou « today »',
  setPhones:
    "les numéros de téléphone suivent le réglage `phones` : 'mobile' donne des mobiles qui peuvent être ceux de quelqu'un",
};

export const generatingSays: typeof english = inBoth(english, french);
