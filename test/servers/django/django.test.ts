import { proveServer } from '../prove-server.ts';
import { startDjango } from './start.ts';

proveServer({
  name: 'django',
  start: startDjango,
  env: { SEEDBED_EMAIL: 'operator', SEEDBED_PASSWORD: 'operator-password' },
  seed: { users: 3, machines: 24 },
  taken: { users: { count: 1, set: { username: 'somebody1' } } },
});
