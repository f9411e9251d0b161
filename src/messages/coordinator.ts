import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  badUrl: (place: string): string =>
    `Expected ${place} to be the URL of a Redis server, such as redis://127.0.0.1:6379 or rediss://redis.example.com. It is not shown, for it may hold a password.`,
  missingPeer: (name: string): string =>
    `\`coordinator\` needs the package "${name}", which is not installed. Install it: npm install --save-dev bullmq ioredis`,
  unreachable: (url: string, why: string): string =>
    `Cannot reach the coordinator at ${url}: ${why}. Start Redis there, or unset \`coordinator\`. Nothing was sent.`,
  lost: (url: string): string =>
    `The coordinator at ${url} is lost. Until it is back, nothing is sent to an API whose limit is known.`,
  back: (url: string): string => `The coordinator at ${url} is back.`,
  failing: (url: string, why: string): string =>
    `The coordinator at ${url} gives out no slots: ${why}. Nothing is sent until it does.`,
  presentElsewhere: (run: string): string =>
    `Refused to sweep "${run}": by the coordinator, a machine is still at it, and will clean up itself.`,
  mended: (ms: number): string =>
    `The coordinator may have forgotten requests that the API still counts: waiting ${en.duration(ms)}.`,
};

const french: typeof english = {
  badUrl: (place) =>
    `${place} doit être l'URL d'un serveur Redis, par exemple redis://127.0.0.1:6379 ou rediss://redis.example.com. La valeur n'est pas affichée, car elle peut contenir un mot de passe.`,
  missingPeer: (name) =>
    `\`coordinator\` a besoin du paquet « ${name} », qui n'est pas installé. Installez-le : npm install --save-dev bullmq ioredis`,
  unreachable: (url, why) =>
    `Impossible de joindre le coordinateur ${url} : ${why}. Démarrez Redis à cette adresse ou retirez \`coordinator\`. Rien n'a été envoyé.`,
  lost: (url) =>
    `Le coordinateur ${url} ne répond plus. Jusqu'à son retour, rien n'est envoyé à une API dont la limite est connue.`,
  back: (url) => `Le coordinateur ${url} répond à nouveau.`,
  failing: (url, why) =>
    `Le coordinateur ${url} ne donne pas d'autorisation d'envoi : ${why}. Rien n'est envoyé entre-temps.`,
  presentElsewhere: (run) =>
    `Nettoyage de « ${run} » refusé : d'après le coordinateur, une machine y travaille encore et nettoiera elle-même.`,
  mended: (ms) =>
    `Le coordinateur a pu oublier des requêtes que l'API compte encore : attente de ${fr.duration(ms)}.`,
};

/** What is said of Redis, through which runs know of each other. */
export const coordinatorSays: typeof english = inBoth(english, french);
