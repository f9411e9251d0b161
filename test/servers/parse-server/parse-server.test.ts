import { proveServer } from '../prove-server.ts';
import { startParseServer } from './start.ts';

proveServer({
  name: 'parse-server',
  start: startParseServer,
  env: { PARSE_MASTER_KEY: 'operator-key' },
  seed: { users: 3, machines: 24 },
  taken: { users: { count: 1, set: { username: 'somebody1' } } },
});
