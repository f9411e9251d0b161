import type { Answer, Answers } from '../factory/description.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { GeneratorVersion, PhoneKind } from '../factory/stream.ts';
import type { AuthConfig, UserAuth } from '../lib/auth.ts';
import type { Language } from '../messages/language.ts';
import type { CleanupPolicy, Scope } from '../plan/seed.ts';
import type { LoginConfig, LogLevel, SignInConfig } from './config.ts';
import type { ProxySettings } from './environment.ts';

/** A configuration with every setting checked and filled in. Milliseconds and bytes throughout. */
export interface ResolvedConfig {
  /** Folder that holds `seedbed.config.ts`, `.env` and `.seedbed/`. */
  readonly root: string;
  /** Origins besides loopback that may be seeded and cleaned. */
  readonly allowHosts: readonly string[];
  readonly baseUrl: string;
  readonly auth: AuthConfig;
  /** Other APIs, by the name that resources give in `on`. */
  readonly apis: Readonly<Record<string, ResolvedApi>>;
  /** How created users sign in; undefined: as the operator does, or by `login`. */
  readonly userAuth: UserAuth | undefined;
  /** Of every request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** How seeded users log in, and the operator too if `auth` is a login. Undefined: nothing says. */
  readonly login: LoginConfig | undefined;
  /** A path whose answer says who is signed in, if the preset knows one. */
  readonly whoAmI: string | undefined;
  /** How messages call the variables of credentials: by the names that this environment uses. */
  readonly credentialVariables: CredentialVariables;
  readonly resources: readonly AnyResource[];
  /** Where records are in answers, for all resources. */
  readonly answers: Answers | undefined;
  readonly scenarios: Readonly<Record<string, unknown>>;
  readonly run: unknown;
  readonly project: string;
  readonly batchSize: number | undefined;
  readonly delayMs: number;
  readonly concurrency: number | undefined;
  readonly rateLimit: { readonly requests: number; readonly perMs: number } | undefined;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly maxWaitMs: number;
  readonly deadlineMs: number | undefined;
  readonly maxResponseBytes: number;
  /** Certificates in PEM, besides those that Node trusts. */
  readonly ca: string | undefined;
  readonly http2: boolean;
  /** Where the API describes itself, and the least records for which that is read. */
  readonly openapi: { readonly path: string; readonly from: number } | undefined;
  readonly limited: ((answer: Answer) => boolean | number | undefined) | undefined;
  /** URL of Redis, with its password: never shown. */
  readonly coordinator: string | undefined;
  readonly runGroup: string | undefined;
  readonly settleMs: number;
  /** The largest list that an audit reads, in bytes; 0: no audit. */
  readonly auditBytes: number;
  readonly lang: Language;
  readonly logLevel: LogLevel;
  readonly locale: string;
  readonly emailDomain: string;
  readonly generator: GeneratorVersion;
  readonly phones: PhoneKind;
  /** `YYYY-MM-DD` or `today`. */
  readonly referenceDate: string;
  /** A secret. Undefined: each user has one of their own. */
  readonly userPassword: string | undefined;
  readonly randomSeed: number;
  readonly cleanup: CleanupPolicy;
  readonly scope: Scope;
  readonly signIn: ResolvedSignIn;
  /** Whether datasets are seeded before tests ask for them. */
  readonly ahead: boolean;
  readonly minSuccess: number;
  /** Whether to go on after a first record that could neither be understood nor looked up. */
  readonly unproved: 'stop' | 'allow';
  readonly proxy: ProxySettings | undefined;
}

/** One more API, checked. */
export interface ResolvedApi {
  readonly baseUrl: string;
  readonly auth: AuthConfig;
  readonly rateLimit: { readonly requests: number; readonly perMs: number } | undefined;
  readonly concurrency: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly answers: Answers | undefined;
  /** Undefined: as the configuration says. */
  readonly ca: string | undefined;
  readonly http2: boolean | undefined;
  readonly openapi: ResolvedConfig['openapi'];
  readonly limited: ResolvedConfig['limited'];
}

/** The names of the variables that hold credentials. */
export interface CredentialVariables {
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/** How users are signed in in a browser. */
export type ResolvedSignIn = Required<Omit<SignInConfig, 'storage'>> & Pick<SignInConfig, 'storage'>;
