import { demoSays } from '../../../src/messages/demo.ts';
import { type Sampled, sampled } from './samples.ts';

export const demo: Sampled = sampled({
  says: demoSays,
  samples: {
    atLeast: [['latency', 0, '`-1` (number)']],
    badPort: [['`70000` (number)']],
    operatorTaken: [['ada@example.com', 'demo.db']],
    portTaken: [[8080]],
    portForbidden: [[80]],
    cannotListen: [[8080, 'listen EADDRNOTAVAIL']],
    cannotOpen: [['demo.db', 'unable to open database file']],
    otherVersion: [['7', 2]],
    badBaseUrl: [['ftp://127.0.0.1']],
    noInterceptor: [[]],
    unhandled: [['GET', 'https://example.com/']],
  },
});
