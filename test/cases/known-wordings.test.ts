import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { DatasetSnapshot } from '../../src/dataset/snapshot.ts';
import { assertEnough } from '../../src/host/assert-seeded.ts';
import { createClient } from '../../src/http/client.ts';
import { createExchange } from '../../src/http/wire/exchange.ts';
import type { AuthConfig } from '../../src/lib/auth.ts';
import { setLanguage } from '../../src/messages/language.ts';
import { users } from '../../src/preset/users.ts';
import { vms } from '../../src/preset/vms.ts';
import { rejectionStreak } from '../../src/seeder/create-chunk.ts';
import { chooseParents } from '../../src/seeder/parents.ts';
import { inTurn } from '../../src/seeder/turns.ts';

/** What people who know the older tool search their logs for. */
const cannotLogIn = "Impossible de s'authentifier avec l'API";
const noUsers = "Aucun utilisateur trouvé dans l'API";
const cannotCreate = 'Erreur lors de la création';

const statuses = new Map([
  ['/refused', 401],
  ['/nowhere', 404],
  ['/broken', 500],
]);
const server = createServer((request, response) => {
  response.statusCode = statuses.get(request.url ?? '') ?? 200;
  response.setHeader('content-type', 'application/json');
  response.end('{"message":"no"}');
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address() as AddressInfo;
afterAll(() => void server.close());
beforeEach(() => setLanguage('fr'));
afterEach(() => setLanguage('en'));

/** What a request says that needs a login first. */
async function saidBy(baseUrl: string, auth: AuthConfig): Promise<string> {
  const client = createClient({
    exchange: createExchange({ baseUrl }),
    auth,
    retry: { maxRetries: 0, firstRetryMs: 1 },
  });
  try {
    await client.request({ method: 'GET', path: '/users' });
    return '';
  } catch (error) {
    return (error as Error).message;
  } finally {
    await client.close();
  }
}

const login = (loginPath: string): AuthConfig => ({
  email: 'a@example.com',
  password: 'secret-of-a',
  loginPath,
  tokenField: 'token',
});

test.each([
  ['is refused', '/refused', 'vérifiez SEEDBED_EMAIL et SEEDBED_PASSWORD'],
  ['has no such path', '/nowhere', "L'URL de base est-elle la bonne"],
  ['breaks down', '/broken', 'sans connexion, rien ne peut être envoyé'],
])('a login that %s says what French users know, and what to do', async (_, path, remedy) => {
  const said = await saidBy(`http://127.0.0.1:${port}`, login(path));
  expect(said).toContain(cannotLogIn);
  expect(said).toContain(remedy);
});

test('a login that fails while the API is down is told in the same way', async () => {
  const gone = createServer();
  await once(gone.listen(0, '127.0.0.1'), 'listening');
  const { port: free } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  const said = await saidBy(`http://127.0.0.1:${free}`, login('/login'));
  expect(said).toContain(cannotLogIn);
  expect(said).toContain("L'API est-elle bien lancée à cette adresse ?");
});

test('machines without users say that there are none', async () => {
  const layer = {
    resource: 'vms',
    count: 1,
    belongsToItself: false,
    missingParents: ['users'],
    at: () => ({ resource: 'vms', index: 0, traits: [], set: {}, parents: {} }),
  };
  await expect(chooseParents(vms, layer, new Map(), async () => inTurn([]))).rejects.toThrow(noUsers);
  await expect(chooseParents(vms, layer, new Map(), async () => inTurn([]))).rejects.toThrow(
    /Créez d'abord des « users »/,
  );
});

test('creates that fail say so, whether some or all of them did', () => {
  const stats = { created: 1, planned: 3, failed: 2, reasons: [{ reason: '422 Unprocessable', count: 2 }] };
  const snapshot = { stats: { resources: { [users.name]: stats } }, namespace: 'sb0', randomSeed: 1 };
  const check = (): void => assertEnough(snapshot as unknown as DatasetSnapshot, 1);
  expect(check).toThrow(`${cannotCreate} : 1 enregistrement créé sur 3 ; minSuccess en demande 3.`);
  const refused = rejectionStreak();
  expect(() => {
    for (let position = 0; position < 5; position++) refused(position, '422 Unprocessable');
  }).toThrow(`${cannotCreate} : arrêt après 5 refus`);
});

test('English says none of it', async () => {
  setLanguage('en');
  const said = await saidBy(`http://127.0.0.1:${port}`, login('/refused'));
  expect(said).toMatch(/401 Unauthorized.* Check SEEDBED_EMAIL and SEEDBED_PASSWORD\.$/);
});
