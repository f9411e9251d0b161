import type { Route } from '../route.ts';
import { authRoutes } from './auth.ts';
import type { Backend } from './backend.ts';
import { userRoutes } from './users.ts';
import { vmRoutes } from './vms.ts';

/** Every row of the contract that these settings offer. */
export function apiRoutes(backend: Backend): Route[] {
  const routes = [...authRoutes(backend), ...userRoutes(backend), ...vmRoutes(backend)];
  return backend.settings.bulk ? routes : routes.filter((route) => route.perItem !== true);
}
