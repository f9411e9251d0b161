import { inBoth } from './language.ts';
import { fr } from './words.ts';

const english = {
  emailMissing: (variable: string): string => `Expected --password to come with --email or ${variable}.`,
  noPassword: (account: string, variable: string): string =>
    `No password for "${account}": set ${variable} in the environment or .env, or run this in a terminal to be asked for it.`,
  askPassword: (account: string): string => `Password for ${account}`,
  nothingAsked: 'Expected --users or --vms to be from 1 up, got 0 for both.',
  namespace: '3 to 32 of a-z, 0-9 and inner dashes',
  seedText: (where: string): string =>
    `Expected --seed to be JSON such as {"users":5,"vms":10}, or @file with JSON in it, got text that is not JSON ${where}.`,
  seedFile: (file: string, where: string): string =>
    `Expected --seed to be JSON such as {"users":5,"vms":10}, or @file with JSON in it, got "${file}" that is not JSON ${where}.`,
  atPosition: (position: string): string => `at position ${position}`,
  atItsEnd: 'at its end',
  seedUnreadable: (file: string, why: string): string => `Failed to read --seed @${file}: ${why}.`,
  resourceAndCount: (word: string): string =>
    `Expected a resource and a count such as users=5, or users=admin:1,member:4, got "${word}".`,
  twice: (name: string): string => `Expected "${name}" once, got it twice.`,
  emailAndPassword: '--email and --password',
  eitherOr: (one: string, other: string): string => `Expected either ${one} or ${other}, got both.`,
  countOf: (name: string): string => `the count of ${name}`,
  oneCsv: 'Expected --resource or --output with csv: a CSV holds one resource, and stdout is one file.',
  duration: (examples: string): string => `a time such as ${examples}`,
  unprovedNeedsRun:
    'Expected --unproved together with --run: it removes records that may not be ours, so it is for one run that you know.',
  yesNeeded: 'There is no terminal to ask on: add --yes. To look first: seedbed sweep --all --dry-run',
  yesNeedsAll: 'Expected --yes together with --all or --older-than: nothing else asks.',
  usage: 'Usage:',
  examples: 'Examples:',
  arguments: 'Arguments:',
  options: 'Options:',
  commands: 'Commands:',
  api: 'API:',
  pace: 'Pace:',
  data: 'Data:',
  result: 'Result:',
  whatGoes: 'What goes:',
  commandAndOptions: '<command> [options]',
  moreHelp: 'Settings, exit codes, all flags: seedbed help [command]',
  moreFlags: (count: number, command: string): string =>
    `${count} more ${count === 1 ? 'flag' : 'flags'}: seedbed help ${command}`,
  unknownOption: (flag: string, near: string): string => `unknown option '${flag}'${near}`,
  noSuchCommand: (name: string): string => `There is no command "${name}".`,
  unknownCommand: (name: string, near: string): string => `unknown command '${name}'${near}`,
  noneNear: ' (seedbed --help lists them)',
  near: (names: string): string => ` (Did you mean ${names.includes(',') ? 'one of ' : ''}${names}?)`,
  tooMany: (command: string, expected: string, got: string): string =>
    `too many arguments for '${command}'. Expected ${expected} argument${expected === '1' ? '' : 's'} but got ${got}.`,
  optionNeedsValue: (flag: string, example: string): string => `${flag} needs a value: ${flag} ${example}`,
  noDryRun: (command: string): string =>
    `${command} has no --dry-run. \`seedbed plan\` shows what would be made, and sends nothing: seedbed plan users=5 vms=10`,
  missingArgument: (name: string): string => `missing required argument '${name}'`,
  conflict: (one: string, other: string): string => `option '${one}' cannot be used with option '${other}'`,
  notAllowed: (flags: string, value: string, allowed: string): string =>
    `option '${flags}' argument '${value}' is invalid. Allowed choices are ${allowed}.`,
};

const french: typeof english = {
  emailMissing: (variable) => `--password doit aller avec --email ou ${variable}.`,
  noPassword: (account, variable) =>
    `Pas de mot de passe pour « ${account} » : définissez ${variable} dans l'environnement ou dans .env, ou lancez la commande dans un terminal, qui vous le demandera.`,
  askPassword: (account) => `Mot de passe de ${account}`,
  nothingAsked: '--users ou --vms doit valoir au moins 1, reçu 0 pour les deux.',
  namespace: '3 à 32 caractères parmi a-z, 0-9 et des tirets intérieurs',
  seedText: (where) =>
    `--seed : il faut du JSON, par exemple {"users":5,"vms":10}, ou @fichier qui en contient ; le texte reçu n'est pas du JSON ${where}.`,
  seedFile: (file, where) =>
    `--seed : il faut du JSON, par exemple {"users":5,"vms":10}, ou @fichier qui en contient ; « ${file} » n'est pas du JSON ${where}.`,
  atPosition: (position) => `à la position ${position}`,
  atItsEnd: 'à la fin',
  seedUnreadable: (file, why) => `Impossible de lire --seed @${file} : ${why}.`,
  resourceAndCount: (word) =>
    `Il faut une ressource et un nombre, par exemple users=5 ou users=admin:1,member:4, reçu « ${word} ».`,
  twice: (name) => `« ${name} » est indiqué deux fois ; une seule suffit.`,
  emailAndPassword: '--email et --password',
  eitherOr: (one, other) => `Choisissez entre ${one} et ${other} : les deux ensemble ne vont pas.`,
  countOf: (name) => `le nombre de ${name}`,
  oneCsv:
    'Avec csv, il faut --resource ou --output : un CSV contient une seule ressource, et stdout est un seul fichier.',
  duration: (examples) => `une durée, par exemple ${examples}`,
  unprovedNeedsRun:
    "--unproved va avec --run : des enregistrements qui ne sont peut-être pas les nôtres seraient supprimés ; c'est réservé à une exécution que vous connaissez.",
  yesNeeded:
    "Il n'y a pas de terminal où poser la question : ajoutez --yes. Pour voir d'abord : seedbed sweep --all --dry-run",
  yesNeedsAll: "--yes va avec --all ou --older-than : rien d'autre ne pose de question.",
  usage: 'Usage :',
  examples: 'Exemples :',
  arguments: 'Arguments :',
  options: 'Options :',
  commands: 'Commandes :',
  api: 'API :',
  pace: 'Rythme :',
  data: 'Données :',
  result: 'Résultat :',
  whatGoes: 'À supprimer :',
  commandAndOptions: '<commande> [options]',
  moreHelp: 'Réglages, codes de sortie, toutes les options : seedbed help [commande]',
  moreFlags: (count, command) =>
    `${fr.count(count, 'autre option', 'autres options')} : seedbed help ${command}`,
  unknownOption: (flag, near) => `option inconnue : ${flag}.${near}`,
  noSuchCommand: (name) => `La commande « ${name} » n'existe pas.`,
  unknownCommand: (name, near) => `commande inconnue : ${name}.${near}`,
  noneNear: ' Pour en voir la liste : seedbed --help.',
  near: (names) => ` Vouliez-vous dire ${names.replace(/, ([^,]*)$/, ' ou $1')} ?`,
  tooMany: (command, expected, got) =>
    `trop d'arguments pour « ${command} » : ${expected} attendu${Number(expected) > 1 ? 's' : ''}, ${got} reçu${Number(got) > 1 ? 's' : ''}.`,
  optionNeedsValue: (flag, example) => `il manque une valeur à ${flag} : ${flag} ${example}`,
  noDryRun: (command) =>
    `${command} n'a pas d'option --dry-run. \`seedbed plan\` montre ce qui serait créé, sans rien envoyer : seedbed plan users=5 vms=10`,
  missingArgument: (name) => `il manque l'argument « ${name} »`,
  conflict: (one, other) => `l'option « ${one} » ne va pas avec l'option « ${other} »`,
  notAllowed: (flags, value, allowed) =>
    `l'option « ${flags} » n'accepte pas « ${value} ». Valeurs possibles : ${allowed}.`,
};

/** What is said of a command line that can be parsed, but not obeyed. */
export const commandLineSays: typeof english = inBoth(english, french);
