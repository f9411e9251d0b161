// undici has no `exports` map, so its files can be imported singly: the whole package takes 105 ms to load, the pool alone 36.
// Its version is pinned exactly in package.json; a moved file fails every test of this room.
declare module 'undici/lib/dispatcher/pool.js' {
  import { Pool } from 'undici';

  export default Pool;
}

declare module 'undici/lib/dispatcher/env-http-proxy-agent.js' {
  import { EnvHttpProxyAgent } from 'undici';

  export default EnvHttpProxyAgent;
}
