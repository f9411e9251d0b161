import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

/** What `seedbed check` tells: a short note for each step of a resource. */
const english = {
  /** @param step `duplicate` */
  ofStep: (step: string, note: string): string => `${step}: ${note}`,
  foundByKey: 'found by its key',
  otherRecord: 'another record',
  answered: (status: number, fields: string): string => `${status} with ${fields}`,
  answeredInside: (status: number, fields: string, name: string, inner: string): string =>
    `${status} with ${fields}; in ${name}: ${inner}`,
  recordIn: (name: string): string => `record found in \`${name}\``,
  recordInList: 'record found as the one item of a list',
  idNamed: (name: string): string => `id found in \`${name}\``,
  idInLocation: 'id found in the Location header',
  bareId: 'a bare id',
  recordsIn: (name: string): string => `records found in \`${name}\``,
  readsOther: 'it shows another record, or none',
  notListed: (count: number): string => `${count} records, the new one is not among them`,
  moreListed: (count: number): string => `${count} records, and there are more`,
  wholeUnknown: 'whether it is whole cannot be told',
  somePages: (pages: number, count: number): string =>
    `${en.count(pages, 'page', 'pages')} with ${en.count(count, 'record', 'records')} read, there are more`,
  notOnPages: (pages: number, count: number): string =>
    `${en.count(pages, 'page', 'pages')} with ${en.count(count, 'record', 'records')} read: the new one is on a later one. Larger pages would show it`,
  listTooLong: 'the list has more pages than a check reads',
  tooManyRequests: 'it could take more than ten requests',
  leftOnPages: (pages: number): string =>
    pages === 1
      ? 'the page that showed it was looked at again'
      : `the ${pages} pages that showed it were looked at again`,
  noKey: 'it has no natural key',
  notFindable: 'the definition says that it cannot be found',
  keyNotListed: (key: string): string => `the list does not show ${key}`,
  shownLate: (ms: number): string => `shown only after ${en.duration(ms)}: seedbed waits for it, up to 15 s`,
  notFound: 'the search does not find it',
  unclear: 'whether it is there cannot be told',
  searchIgnored: 'the search parameter is ignored',
  refused: (why: string): string => `refused: ${why}`,
  sameAgain: 'the same record again',
  storedTwice: 'stored, not refused: seedbed looks before it sends one again',
  contradicted: 'a second record with the same key is stored',
  nothingShows: 'nothing shows one record',
  keyIgnored: 'the key is ignored: a second record is stored',
  keyRefused: (why: string): string => `the same key again is refused, not answered with the record: ${why}`,
  oneAtOnce: 'one call takes one record',
  oneOfParents: 'the same parents have one such record only',
  refusedWhole: 'refused as a whole for one bad record: then each is sent by itself',
  inBulk: 'in a bulk call',
  offered: (path: string): string => `\`${path}\`, from the API's own description`,
  oneRefused: 'one of three refused, the others made',
  refusalUnclear: 'what is refused is not told: such records are looked up',
  otherOrder: 'the answer has other records, or another order',
  notMade: 'what it answered is not there under its id',
  notOurs: 'it may have been there before: left alone',
  noneToRemove: 'there was no second record to remove',
  left: (count: number): string => `${count === 1 ? '1 record is' : `${count} records are`} left`,
  endedEarly: (count: number, run: string, why: string): string =>
    `The check ended early, and ${count === 1 ? '1 record is' : `${count} records are`} left on the API: \`seedbed sweep --run ${run}\` removes what it can. ${why}`,
};

const french: typeof english = {
  ofStep: (step, note) => `${step} : ${note}`,
  foundByKey: 'trouvé par sa clé',
  otherRecord: 'un autre enregistrement',
  answered: (status, fields) => `${status} avec ${fields}`,
  answeredInside: (status, fields, name, inner) => `${status} avec ${fields} ; dans ${name} : ${inner}`,
  recordIn: (name) => `enregistrement trouvé dans \`${name}\``,
  recordInList: "enregistrement trouvé comme seul élément d'une liste",
  idNamed: (name) => `identifiant trouvé dans \`${name}\``,
  idInLocation: "identifiant trouvé dans l'en-tête Location",
  bareId: 'un identifiant seul',
  recordsIn: (name) => `enregistrements trouvés dans \`${name}\``,
  readsOther: 'un autre enregistrement est montré, ou aucun',
  notListed: (count) =>
    `${fr.count(count, 'enregistrement', 'enregistrements')}, le nouveau n'en fait pas partie`,
  moreListed: (count) => `${fr.count(count, 'enregistrement', 'enregistrements')}, et il y en a d'autres`,
  wholeUnknown: 'rien ne dit si elle est entière',
  somePages: (pages, count) =>
    `${fr.count(pages, 'page lue', 'pages lues')}, ${fr.count(count, 'enregistrement', 'enregistrements')}, et il y en a d'autres`,
  notOnPages: (pages, count) =>
    `${fr.count(pages, 'page lue', 'pages lues')}, ${fr.count(count, 'enregistrement', 'enregistrements')} : le nouveau est plus loin. Des pages plus grandes le montreraient`,
  listTooLong: "la liste a plus de pages qu'une vérification n'en lit",
  tooManyRequests: 'cela pourrait prendre plus de dix requêtes',
  leftOnPages: (pages) =>
    pages === 1
      ? 'la page qui le montrait a été relue'
      : `les ${pages} pages qui le montraient ont été relues`,
  noKey: "il n'a pas de clé naturelle",
  notFindable: 'la définition dit que la recherche est impossible',
  keyNotListed: (key) => `la liste ne montre pas ${key}`,
  shownLate: (ms) => `montré seulement après ${fr.duration(ms)} : seedbed attend, jusqu'à 15 s`,
  notFound: 'la recherche ne le trouve pas',
  unclear: "rien ne dit s'il est là",
  searchIgnored: 'le paramètre de recherche est ignoré',
  refused: (why) => `refusé : ${why}`,
  sameAgain: 'le même enregistrement de nouveau',
  storedTwice: "enregistré, non refusé : seedbed cherche avant d'en renvoyer un",
  contradicted: 'un second enregistrement avec la même clé est accepté',
  nothingShows: 'rien ne montre un enregistrement seul',
  keyIgnored: 'la clé est ignorée : un second enregistrement est créé',
  keyRefused: (why) =>
    `la même clé envoyée de nouveau est refusée, au lieu de rendre l'enregistrement : ${why}`,
  oneAtOnce: "un appel ne prend qu'un enregistrement",
  oneOfParents: "les mêmes parents n'ont qu'un tel enregistrement",
  refusedWhole: 'refusé en bloc pour un mauvais enregistrement : chacun est alors envoyé seul',
  inBulk: 'dans un appel groupé',
  offered: (path) => `\`${path}\`, selon la description de l'API elle-même`,
  oneRefused: 'un sur trois refusé, les autres créés',
  refusalUnclear: "ce qui est refusé n'est pas dit : ces enregistrements sont recherchés",
  otherOrder: "la réponse contient d'autres enregistrements, ou un autre ordre",
  notMade: "ce qui a été répondu n'existe pas sous son identifiant",
  notOurs: "il existait peut-être déjà : il n'est pas touché",
  noneToRemove: "il n'y avait pas de second enregistrement à supprimer",
  left: (count) => `il reste ${fr.count(count, 'enregistrement', 'enregistrements')}`,
  endedEarly: (count, run, why) =>
    `La vérification s'est terminée avant la fin, et il reste ${fr.count(count, 'enregistrement', 'enregistrements')} sur l'API : \`seedbed sweep --run ${run}\` supprime ce qui peut l'être. ${why}`,
};

/** What `seedbed check` tells: a short note for each step of a resource. */
export const apiCheckSays: typeof english = inBoth(english, french);
