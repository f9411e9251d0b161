import { type BrowserContext, test as base } from '@playwright/test';
import {
  type BrowserState,
  hasChanged,
  keepSession,
  stateOfContext,
  stateOfSession,
} from '../dataset/browser-state.ts';
import { loginUserOf } from '../dataset/credentials.ts';
import { parseRecordName } from '../dataset/record-list.ts';
import type { SeededRecord } from '../dataset/snapshot.ts';
import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { LoginUser } from '../lib/auth.ts';
import { datasetSays } from '../messages/dataset.ts';
import type { TestDataset } from './test-dataset.ts';
import type { WorkerDataset } from './worker-datasets.ts';

/** What is known of the user that a test starts signed in as. */
interface User {
  readonly name: string;
  /** Its place in the dataset's list. */
  readonly index: number;
  readonly seeded: SeededRecord;
  readonly login: LoginUser;
  readonly held: WorkerDataset;
  readonly appUrl: string | undefined;
}

/**
 * The user that the contexts of a test start signed in as. The session is that of the user's one login, which all workers and
 * `dataset.as` share, if a browser can go on with it; else the form is filled in, once a worker, dataset and user.
 */
export class SignedInUser {
  readonly #data: TestDataset;
  readonly #user: User;
  /** Undefined: the form has to be filled in first. */
  #state: BrowserState | undefined;

  /**
   * @param name `users[0]`
   * @throws SeedbedError `SEEDBED_SEED` if the test's seed makes no such record, before anything is sent
   */
  static async of(name: string, data: TestDataset, appUrl: string | undefined): Promise<SignedInUser> {
    const { resource, index } = await data.asPointedHome(async () => parseRecordName(name));
    await data.expectRecord(name);
    const held = await data.held();
    return data.pointedHome(async () => {
      const { snapshot, host } = held;
      const seeded = snapshot.records[resource]?.[index];
      if (seeded === undefined) throw new SeedbedError('SEEDBED_PARTIAL', datasetSays.asNotCreated(name));
      const login = loginUserOf(seeded, host.settings.users, snapshot.namespace);
      const user = new SignedInUser(data, { name, index, seeded, login, held, appUrl });
      await user.#open();
      return user;
    });
  }

  private constructor(data: TestDataset, user: User) {
    this.#data = data;
    this.#user = user;
  }

  /** For Playwright's `storageState`; undefined if there is none yet. */
  get storageState(): BrowserState['storage'] | undefined {
    return this.#state?.storage;
  }

  /** Makes the rest of a context that was made with {@link storageState}. */
  async begin(context: BrowserContext): Promise<void> {
    this.#state ??= await base.step(datasetSays.signedInAs(this.#user.name), () => this.#fillForm(context));
    await keepSession(context, this.#state);
  }

  /** To be called before the context closes: a session that the test has ended must not be the next test's. */
  async end(context: BrowserContext): Promise<void> {
    const { held, login, seeded } = this.#user;
    if (this.#state === undefined || !(await hasChanged(context, this.#state).catch(() => false))) return;
    if (held.host.settings.sharesSession) await held.host.checkSession(login, seeded.resource, seeded.id);
    else this.#data.signedIn(held).delete(this.#key);
  }

  async #open(): Promise<void> {
    const { held, login, name } = this.#user;
    const { host } = held;
    if (!host.settings.sharesSession) {
      this.#state = this.#data.signedIn(held).get(this.#key);
      return;
    }
    const session = await base.step(datasetSays.signedInAs(name), () => host.session(login));
    this.#state = stateOfSession(session, { app: this.#app, api: host.settings.origin }, name);
  }

  async #fillForm(context: BrowserContext): Promise<BrowserState> {
    const { held, seeded, index, appUrl } = this.#user;
    const dataset = await this.#data.open<AnyResource>(appUrl);
    const users: readonly object[] = dataset[seeded.resource] ?? [];
    const page = await context.newPage();
    try {
      await this.#data.pointedHome(() => dataset.signIn(page, users[index] as object));
      const state = await stateOfContext(context, page);
      this.#data.signedIn(held).set(this.#key, state);
      return state;
    } finally {
      await page.close();
    }
  }

  get #app(): string {
    const { held, appUrl } = this.#user;
    const { form, origin } = held.host.settings;
    return new URL(form.url, appUrl ?? origin).origin;
  }

  /** Identifies one user of one application. */
  get #key(): string {
    return JSON.stringify([this.#user.name, this.#app]);
  }
}
