import { proveServer } from '../prove-server.ts';
import { startJsonServer } from './start.ts';

proveServer({
  name: 'json-server',
  start: startJsonServer,
  seed: { teams: 2, users: 25 },
  taken: { users: { count: 1, set: { email: 'somebody.1@example.org' } } },
  takesTwice: true,
});
