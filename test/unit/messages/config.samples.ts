import { configSays } from '../../../src/messages/config.ts';
import { type Sampled, sampled } from './samples.ts';

const name = '"ca"';
const place = 'seedbed.config.ts';
const origin = 'https://staging.example.com';

export const config: Sampled = sampled({
  says: configSays,
  samples: {
    inFile: [['delay']],
    generator: [[[1, 2]]],
    defaultOf: [['delay']],
    ofApi: [['auth', 'billing', place]],
    api: [['billing', place]],
    unreadable: [['.env', 'EACCES']],
    unloadable: [['seedbed.config.mjs', 'SyntaxError']],
    unendingFile: [[30]],
    noDefaultExport: [['seedbed.config.ts', 'null']],
    proxyExpected: [['HTTPS_PROXY']],
    hostRefused: [[origin]],
    originExpected: [['SEEDBED_ALLOW_HOSTS', '`"*"` (string)']],
    urlExpected: [['SEEDBED_BASE_URL', '`"nowhere"` (string)']],
    userInfoInUrl: [['SEEDBED_BASE_URL']],
    queryInUrl: [['SEEDBED_BASE_URL', origin]],
    unknownApi: [
      ['invoices', 'biling', []],
      ['invoices', 'biling', ['billing', 'search']],
    ],
    noCredentials: [[origin, 'SEEDBED_EMAIL', 'SEEDBED_PASSWORD', 'SEEDBED_TOKEN']],
    together: [['SEEDBED_EMAIL', 'SEEDBED_PASSWORD', 'SEEDBED_PASSWORD']],
    namesAndTexts: [['"headers"']],
    headerName: [['"X Tenant" of "headers"']],
    anotherType: [['SEEDBED_PASSWORD']],
    blank: [['SEEDBED_USER_PASSWORD']],
    oneLineText: [['"X-Tenant" of "headers"']],
    sendableText: [['"X-Tenant" of "headers"']],
    ofTheConnection: [['"Content-Length" of "headers"']],
    resourceNameTaken: [[place, 'stats']],
    resourceTwice: [[place, 'users']],
    wrongSeed: [[place, 'Unknown key "usrs" in run.']],
    noCertificates: [[name, 'the text']],
    badCertificate: [[name, 2, 'the text']],
    openapiInJson: [[name, '`"/openapi.yaml"` (string)']],
    noPemFile: [[name, 'ca.pem', 'ENOENT']],
  },
});
