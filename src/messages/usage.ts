import { inBoth } from './language.ts';

const english = {
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
  unknownOption: (flag: string, near: string): string => `unknown option '${flag}'${near}`,
  unknownCommand: (name: string, near: string): string => `unknown command '${name}'${near}`,
  near: (names: string): string => ` (Did you mean ${names.includes(',') ? 'one of ' : ''}${names}?)`,
  tooMany: (command: string, expected: string, got: string): string =>
    `too many arguments for '${command}'. Expected ${expected} argument${expected === '1' ? '' : 's'} but got ${got}.`,
  optionNeedsValue: (flags: string): string => `option '${flags}' argument missing`,
  missingArgument: (name: string): string => `missing required argument '${name}'`,
  conflict: (one: string, other: string): string => `option '${one}' cannot be used with option '${other}'`,
  notAllowed: (flags: string, value: string, allowed: string): string =>
    `option '${flags}' argument '${value}' is invalid. Allowed choices are ${allowed}.`,
};

const french: typeof english = {
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
  unknownOption: (flag, near) => `option inconnue : ${flag}.${near}`,
  unknownCommand: (name, near) => `commande inconnue : ${name}.${near}`,
  near: (names) => ` Vouliez-vous dire ${names.replace(/, ([^,]*)$/, ' ou $1')} ?`,
  tooMany: (command, expected, got) =>
    `trop d'arguments pour « ${command} » : ${expected} attendu${Number(expected) > 1 ? 's' : ''}, ${got} reçu${Number(got) > 1 ? 's' : ''}.`,
  optionNeedsValue: (flags) => `il manque la valeur de l'option « ${flags} »`,
  missingArgument: (name) => `il manque l'argument « ${name} »`,
  conflict: (one, other) => `l'option « ${one} » ne va pas avec l'option « ${other} »`,
  notAllowed: (flags, value, allowed) =>
    `l'option « ${flags} » n'accepte pas « ${value} ». Valeurs possibles : ${allowed}.`,
};

/** The headings of the help, and what is said of a command line that cannot be parsed. English is Commander's own. */
export const usageSays: typeof english = inBoth(english, french);
