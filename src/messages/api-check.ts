import { inBoth } from './language.ts';
import { fr } from './words.ts';

/** What `seedbed check` tells: a short note for each step of a resource. */
const english = {
  foundByKey: 'found by its key',
  otherRecord: 'another record',
  answered: (status: number, fields: string): string => `${status} with ${fields}`,
  answeredInside: (status: number, fields: string, name: string, inner: string): string =>
    `${status} with ${fields}; in ${name}: ${inner}`,
  recordIn: (name: string): string => `record found in \`${name}\``,
  recordInList: 'record found as the one item of a list',
  idInLocation: 'id found in the Location header',
  bareId: 'a bare id',
  recordsIn: (name: string): string => `records found in \`${name}\``,
  readsOther: 'it shows another record, or none',
  notListed: (count: number): string => `${count} records, the new one is not among them`,
  moreListed: (count: number): string => `${count} records, and there are more`,
  wholeUnknown: 'whether it is whole cannot be told',
  noKey: 'it has no natural key',
  notFindable: 'the definition says that it cannot be found',
  keyNotListed: (key: string): string => `the list does not show ${key}`,
  notFound: 'the search does not find it',
  unclear: 'whether it is there cannot be told',
  searchIgnored: 'the search parameter is ignored',
  refused: (why: string): string => `refused: ${why}`,
  sameAgain: 'the same record again',
  storedTwice: 'stored, not refused: seedbed looks before it sends one again',
  contradicted: 'a second record with the same key is stored',
  nothingShows: 'nothing shows one record',
  left: (count: number): string => `${count === 1 ? '1 record is' : `${count} records are`} left`,
  endedEarly: (count: number, run: string, why: string): string =>
    `The check ended early, and ${count === 1 ? '1 record is' : `${count} records are`} left on the API: \`seedbed sweep --run ${run}\` removes what it can. ${why}`,
};

const french: typeof english = {
  foundByKey: 'trouvé par sa clé',
  otherRecord: 'un autre enregistrement',
  answered: (status, fields) => `${status} avec ${fields}`,
  answeredInside: (status, fields, name, inner) => `${status} avec ${fields} ; dans ${name} : ${inner}`,
  recordIn: (name) => `enregistrement trouvé dans \`${name}\``,
  recordInList: "enregistrement trouvé comme seul élément d'une liste",
  idInLocation: "identifiant trouvé dans l'en-tête Location",
  bareId: 'un identifiant seul',
  recordsIn: (name) => `enregistrements trouvés dans \`${name}\``,
  readsOther: 'un autre enregistrement est montré, ou aucun',
  notListed: (count) =>
    `${fr.count(count, 'enregistrement', 'enregistrements')}, le nouveau n'en fait pas partie`,
  moreListed: (count) => `${fr.count(count, 'enregistrement', 'enregistrements')}, et il y en a d'autres`,
  wholeUnknown: 'rien ne dit si elle est entière',
  noKey: "il n'a pas de clé naturelle",
  notFindable: 'la définition dit que la recherche est impossible',
  keyNotListed: (key) => `la liste ne montre pas ${key}`,
  notFound: 'la recherche ne le trouve pas',
  unclear: "rien ne dit s'il est là",
  searchIgnored: 'le paramètre de recherche est ignoré',
  refused: (why) => `refusé : ${why}`,
  sameAgain: 'le même enregistrement de nouveau',
  storedTwice: "enregistré, non refusé : seedbed cherche avant d'en renvoyer un",
  contradicted: 'un second enregistrement avec la même clé est accepté',
  nothingShows: 'rien ne montre un enregistrement seul',
  left: (count) => `il reste ${fr.count(count, 'enregistrement', 'enregistrements')}`,
  endedEarly: (count, run, why) =>
    `La vérification s'est terminée avant la fin, et il reste ${fr.count(count, 'enregistrement', 'enregistrements')} sur l'API : \`seedbed sweep --run ${run}\` supprime ce qui peut l'être. ${why}`,
};

/** What `seedbed check` tells: a short note for each step of a resource. */
export const apiCheckSays: typeof english = inBoth(english, french);
