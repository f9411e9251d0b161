/** How `dataset.signIn` signs a user in: on the application's form, by what a person reads on it; or through the API's session. */
export interface SignInConfig {
  /** Where the form is; a relative one is resolved against Playwright's `baseURL`, or else the API's origin. @default '/' */
  readonly url?: string;
  /** Label of the e-mail field. @default 'Email' */
  readonly email?: string;
  /** Label of the password field. @default 'Password' */
  readonly password?: string;
  /** Name of the button. @default 'Sign in' */
  readonly submit?: string;
  /**
   * `form`: fills the form in, which is a login of its own each time. `session`: the browser gets the session of the one login that
   * `dataset.as(user)` uses too. Take it if the API limits logins, or allows a user one session. @default 'form'
   */
  readonly through?: 'form' | 'session';
  /**
   * Where the application keeps the token, if not in a cookie. @default nowhere: the session is the login's cookies
   * @example storage: { key: 'token', kind: 'local' }
   */
  readonly storage?: SignInStorage;
}

/** An entry of the browser's storage that makes an application take its user for signed in. */
export interface SignInStorage {
  /** Name of the entry. */
  readonly key: string;
  /** `local`: localStorage, `session`: sessionStorage, which `dataset.storageState` cannot hold. @default 'local' */
  readonly kind?: 'local' | 'session';
  /** What is kept, made of the token. @default the token itself */
  readonly value?: (token: string) => string;
}
