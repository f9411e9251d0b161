import { assertNode } from './lib/needs-node.ts';

export {
  type ApiConfig,
  type AuthConfig,
  type Csrf,
  type DatasetConfig,
  defineConfig,
  type Login,
  type LoginAnswer,
  type LoginPaths,
  type LoginUser,
  type OAuth2,
  type RateLimit,
  type SeedbedConfig,
  type SignInConfig,
  type UserAuth,
} from './config/config.ts';
export type { StorageState } from './dataset/browser-session.ts';
export type { Credentials } from './dataset/credentials.ts';
export type { ApiSession, Dataset } from './dataset/dataset.ts';
export type { RecordList } from './dataset/record-list.ts';
export type { Failure, ResourceStatistics, Statistics } from './dataset/snapshot.ts';
export {
  HttpError,
  type HttpErrorDetails,
  type HttpFailureKind,
  isSeedbedError,
  SeedbedError,
  type SeedbedErrorCode,
} from './errors.ts';
export { type BuildOptions, build, buildList } from './factory/build.ts';
export { type DefinedResource, defineResource } from './factory/define-resource.ts';
export { type BuildContext, type Definition, type ParentLink, serverFields } from './factory/definition.ts';
export type {
  Answer,
  Answers,
  ApiDescription,
  BulkOperation,
  ListOperation,
  Operation,
  Paging,
  RemoveOperation,
  Shape,
} from './factory/description.ts';
export type {
  AnyResource,
  Attributes,
  AttributesOf,
  NameOf,
  RecordOf,
  Resource,
} from './factory/resource.ts';
export { createSeeder, type Seeder } from './host/create-seeder.ts';
export type { DefaultResource, Register, RegisteredResource } from './host/defaults.ts';
export type { Estimate } from './plan/estimate.ts';
export type { CleanupPolicy, Scope, Seed } from './plan/seed.ts';
export type { RemovalReport } from './removal/report.ts';

assertNode();
