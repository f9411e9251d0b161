import { inBoth } from './language.ts';

const english = {
  presets: "the preset's",
  none: 'none',
  asAuth: 'as `auth` does, if it is a login',
  byShape: 'recognised by their shape',
  noBatches: 'no batches',
  learned: "learned from the API's answers",
  adapts: 'adapts, from 4 to 32',
  certificates: 'those of Node and of NODE_EXTRA_CA_CERTS',
  alone: 'none: this machine alone',
  ciRun: 'run and attempt of GitHub Actions, GitLab, CircleCI or Buildkite',
  openapi: 'where the preset says, on this machine; else nowhere',
  limited: '420, 429, 503, 403 with `Retry-After`, and 400 or 403 with words about a rate limit',
  packageName: 'the name in package.json',
  locales: "the locale's, or else en",
  emailDomain: 'example.com, which reaches nobody',
  userPassword: 'a strong one for each, known to no one',
};

const french: typeof english = {
  presets: 'ceux du préréglage',
  none: 'aucun',
  asAuth: "comme `auth`, si c'est une connexion",
  byShape: 'reconnus à leur forme',
  noBatches: 'pas de lots',
  learned: "apprise des réponses de l'API",
  adapts: "s'adapte, de 4 à 32",
  certificates: 'ceux de Node et de NODE_EXTRA_CA_CERTS',
  alone: 'aucun : cette machine seule',
  ciRun: 'exécution et tentative de GitHub Actions, GitLab, CircleCI ou Buildkite',
  openapi: 'là où le préréglage le dit, sur cette machine ; sinon nulle part',
  limited: "420, 429, 503, 403 avec `Retry-After`, et 400 ou 403 dont le texte parle d'une limite de débit",
  packageName: 'le nom dans package.json',
  locales: 'celle de la locale, sinon en',
  emailDomain: "example.com, qui n'atteint personne",
  userPassword: 'un mot de passe fort pour chacun, connu de personne',
};

/** What a setting is if nobody says otherwise, for those whose default is not a value. */
export const defaultsSay: typeof english = inBoth(english, french);
