import type { BrowserCookie, StorageEntry } from './browser-session.ts';

/** Where parts of a form are looked for. */
export interface SignInScope {
  getByLabel(text: RegExp): SignInField;
  getByPlaceholder(text: RegExp): SignInField;
  getByRole(role: 'button', options: { readonly name: RegExp }): SignInField;
  locator(selector: string): SignInField;
}

/** The part of a Playwright `Locator` that signing in needs. */
export interface SignInField extends SignInScope {
  // Of these, Playwright's own types take nothing but a whole `Locator`.
  and(other: never): SignInField;
  or(other: never): SignInField;
  filter(options: { readonly has: never }): SignInField;
  first(): SignInField;
  count(): Promise<number>;
  fill(value: string, options: Patience): Promise<unknown>;
  click(options: Patience): Promise<unknown>;
  press(key: string, options: Patience): Promise<unknown>;
  isVisible(): Promise<boolean>;
  waitFor(options: { readonly state: 'visible' | 'hidden' } & Patience): Promise<unknown>;
  evaluate<T>(
    inPage: (field: FormField, name: string) => T | Promise<T>,
    name: string,
    options: Patience,
  ): Promise<T>;
}

interface Patience {
  /** Milliseconds. */
  readonly timeout: number;
}

/** The part of a Playwright `Page` that signing in needs. */
export interface SignInPage extends SignInScope {
  goto(url: string): Promise<SignInAnswer | null>;
  url(): string;
  title(): Promise<string>;
  evaluate<T>(inPage: () => T): Promise<T>;
  evaluate(inPage: (entry: StorageEntry) => void, entry: StorageEntry): Promise<void>;
  exposeFunction(name: string, answer: () => string): Promise<unknown>;
  waitForLoadState(state: 'domcontentloaded' | 'networkidle'): Promise<void>;
  context(): { clearCookies(): Promise<void>; addCookies(cookies: readonly BrowserCookie[]): Promise<void> };
  mainFrame(): object;
  on(event: 'request' | 'requestfailed', listener: (request: SignInRequest) => void): unknown;
  on(event: 'response', listener: (response: SignInAnswer) => void): unknown;
  off(event: 'request' | 'requestfailed', listener: (request: SignInRequest) => void): unknown;
  off(event: 'response', listener: (response: SignInAnswer) => void): unknown;
}

/** The part of a Playwright `Request` that is looked at. */
export interface SignInRequest {
  method(): string;
  url(): string;
  resourceType(): string;
  isNavigationRequest(): boolean;
  frame(): object;
  failure(): { readonly errorText: string } | null;
}

/** The part of a Playwright `Response` that is looked at. */
export interface SignInAnswer {
  status(): number;
  statusText(): string;
  request(): SignInRequest;
}

/** The part of a field in the browser that is used inside the page. */
interface FormField {
  readonly constructor: { readonly prototype: object };
  readonly value?: string;
  dispatchEvent(event: Event): boolean;
}

/** What can be read on a page that shows a form. */
export interface PageWords {
  /** Where pages announce what went wrong: `role="alert"` and `aria-live="assertive"`. */
  readonly alerts: readonly string[];
  /** Lines of the form with the password field. */
  readonly form: readonly string[];
  /** What the browser itself finds wrong with a field: it then sends nothing. */
  readonly invalid: string;
  /** The first words of the whole page. */
  readonly body: string;
}

/** An element, as far as it is read. */
interface Seen {
  readonly innerText?: string;
  readonly type?: string;
  readonly value?: string;
  readonly validationMessage?: string;
  getClientRects?(): { readonly length: number };
  closest(selector: string): Seen | null;
  querySelector(selector: string): Seen | null;
}

/** The browser's storage, as far as it is used. */
interface PageStorage {
  clear(): void;
  setItem(key: string, value: string): void;
}

interface PageEvent {
  readonly defaultPrevented: boolean;
  readonly target: Seen & { readonly method?: string };
  preventDefault(): void;
  stopImmediatePropagation(): void;
}

/** What the page remembers while the button is pressed. */
interface Hold {
  why: '' | 'emptied' | 'in-address';
  /** How many fields hold something. One of some other kind may never show what was typed. */
  readonly filled: number;
}

// The page's globals: the functions below run there, and are sent as text.
declare const document: {
  readonly body: Seen | null;
  querySelector(selector: string): Seen | null;
  querySelectorAll(selector: string): Iterable<Seen>;
};
declare function addEventListener(
  type: 'click' | 'submit',
  listener: (event: PageEvent) => void,
  capture?: boolean,
): void;
declare const localStorage: PageStorage;
declare const sessionStorage: PageStorage;

/** Runs in the page. */
export function readWords(): PageWords {
  const lines = (seen: Seen | null | undefined): string[] =>
    (seen?.innerText ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const form = document.querySelector('input[type=password]')?.closest('form');
  const alerts = [...document.querySelectorAll('[role=alert], [aria-live=assertive]')];
  return {
    alerts: alerts.flatMap(lines),
    form: lines(form).slice(0, 100),
    invalid: form?.querySelector(':invalid:not(fieldset)')?.validationMessage ?? '',
    body: lines(document.body).join(' ').slice(0, 500),
  };
}

/** Runs in the page: whether it shows any password field, whatever its label. */
export function asksForPassword(): boolean {
  const fields = [...document.querySelectorAll('input[type=password]')];
  return fields.some((field) => (field.getClientRects?.().length ?? 0) > 0);
}

/** Runs in the page. */
export function forgetSession(): void {
  localStorage.clear();
  sessionStorage.clear();
}

/** Runs in the page. */
export function keepEntry({ key, kind, value }: StorageEntry): void {
  (kind === 'local' ? localStorage : sessionStorage).setItem(key, value);
}

/** Runs in the page. */
export function isFilled({ value }: FormField): boolean {
  return value !== '';
}

/** Runs in the page. Sets the value as typing does, past the property that React and others put before it. */
export async function fillFrom(field: FormField, name: string): Promise<void> {
  const ask: unknown = Reflect.get(globalThis, name);
  const { set } = Object.getOwnPropertyDescriptor(field.constructor.prototype, 'value') ?? {};
  if (typeof ask === 'function') set?.call(field, await ask());
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}

/**
 * Runs in the page, once its fields are filled in. Holds back a press of the button if the page has emptied one since, and a form that no
 * script has taken over and whose password the browser would put into the address.
 */
export function holdUnready(): void {
  const holdOf = (): Hold | undefined => Reflect.get(globalThis, 'seedbedHold') as Hold | undefined;
  const countFilled = (): number =>
    [...document.querySelectorAll('input')].filter(
      ({ type = '', value }) => ['text', 'email', 'tel', 'password'].includes(type) && value !== '',
    ).length;
  if (holdOf() === undefined) {
    const holdEmptied = (event: PageEvent): void => {
      const hold = holdOf();
      if (hold === undefined || countFilled() >= hold.filled) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      hold.why = 'emptied';
    };
    addEventListener('click', holdEmptied, true);
    addEventListener('submit', (event) => {
      const hold = holdOf();
      const { target: form, defaultPrevented } = event;
      if (hold === undefined || defaultPrevented) return;
      if (form.method !== 'get' || form.querySelector('input[type=password]') === null) return;
      event.preventDefault();
      hold.why = 'in-address';
    });
  }
  Reflect.set(globalThis, 'seedbedHold', { why: '', filled: countFilled() } satisfies Hold);
}

/** Runs in the page: why the button's last press was held back; empty if it was not. */
export function whyHeld(): Hold['why'] {
  return (Reflect.get(globalThis, 'seedbedHold') as Hold | undefined)?.why ?? '';
}

/** Runs in the page: holds nothing back any more. */
export function letGo(): void {
  Reflect.deleteProperty(globalThis, 'seedbedHold');
}
