import { createDataset, type Dataset } from '../../dataset/dataset.ts';
import type { DatasetSnapshot } from '../../dataset/snapshot.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { Host } from '../host.ts';

/** What tests use of a dataset that a host holds. `appUrl`: where the application is, if not at the API's origin. */
export function openDataset<R extends AnyResource>(
  host: Host,
  key: string,
  snapshot: DatasetSnapshot,
  appUrl?: string,
): Dataset<R> {
  const { form, origin, users } = host.settings;
  return createDataset<R>(snapshot, {
    add: (seed) => host.add(key, seed),
    track: (resource, id) => host.track(key, resource, id),
    send: (request, user) => host.send(request, user),
    session: (user) => host.session(user),
    users,
    origin,
    form: { ...form, url: new URL(form.url, appUrl ?? origin).href },
  });
}
