import { assertNode } from '../lib/needs-node.ts';

export { users } from '../preset/users.ts';
export { vms } from '../preset/vms.ts';
export { createDemoApp, type DemoApp, type DemoAppEnv } from './app.ts';
export { type DemoAppOptions, type DemoOperator, type DemoRateLimit, demoOperator } from './options.ts';
export type { NewUser, NewVm, Problem, User, Vm } from './schemas.ts';
export { type DemoApi, type DemoApiOptions, startDemoApi } from './server.ts';

assertNode();
