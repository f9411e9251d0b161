import { inBoth } from './language.ts';

/** The ledger: what cannot be written, and which files are not obeyed. A reason follows the file's name. */
const english = {
  cannotWrite: (file: string, why: string): string =>
    `Failed to write the ledger "${file}": ${why}. Nothing more was sent: what is not written down cannot be cleaned up.`,
  isClosed: 'Failed to write the ledger: it is closed. Nothing more was sent.',
  symbolicLink: 'it is a symbolic link',
  unreadable: (code: string | undefined): string => `it cannot be read (${code ?? 'unknown error'})`,
  noRegularFile: 'it is not a regular file',
  otherUser: (owner: number, you: number): string => `it belongs to another user (${owner}; you are ${you})`,
  othersMayWrite: 'others may write to it',
  otherRun: 'it names another run than its folder',
  firstLine: 'its first line is damaged',
  damagedField: (field: string): string => `"${field}" in its first line is damaged`,
  newer: (version: number, newest: number): string =>
    `it is of version ${version}, and this seedbed reads versions 1 to ${newest}: use a newer seedbed`,
};

const french: typeof english = {
  cannotWrite: (file, why) =>
    `Impossible d'écrire le registre « ${file} » : ${why}. Plus rien n'a été envoyé : ce qui n'est pas noté ne peut pas être nettoyé.`,
  isClosed: "Impossible d'écrire le registre : il est fermé. Plus rien n'a été envoyé.",
  symbolicLink: "c'est un lien symbolique",
  unreadable: (code) => `il ne peut pas être lu (${code ?? 'erreur inconnue'})`,
  noRegularFile: "ce n'est pas un fichier ordinaire",
  otherUser: (owner, you) => `il appartient à un autre utilisateur (${owner} ; vous êtes ${you})`,
  othersMayWrite: "d'autres peuvent y écrire",
  otherRun: 'il nomme une autre exécution que son dossier',
  firstLine: 'sa première ligne est abîmée',
  damagedField: (field) => `« ${field} » est abîmé dans sa première ligne`,
  newer: (version, newest) =>
    `il est en version ${version}, et cette version de seedbed lit les versions 1 à ${newest} : installez-en une plus récente`,
};

/** The ledger: what cannot be written, and which files are not obeyed. */
export const ledgerSays: typeof english = inBoth(english, french);
