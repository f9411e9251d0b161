// Parse Server over PostgreSQL, as its guide starts it.
import express from 'express';
import { ParseServer } from 'parse-server';

const [databaseURI, port] = process.argv.slice(2);
const server = new ParseServer({
  databaseURI,
  appId: 'fleet',
  masterKey: 'operator-key',
  serverURL: `http://127.0.0.1:${port}/parse`,
  allowClientClassCreation: true,
  logLevel: 'error',
  silent: true,
  logsFolder: null,
});
await server.start();
const app = express();
app.use('/parse', server.app);
app.listen(Number(port), '127.0.0.1');
