import * as v from 'valibot';

// What goes over the wire, once: bodies are checked with these schemas and `/openapi.json` is made from them. The names are the
// hosted backend's own. The compiler holds each schema to its interface. Fields that a schema does not know are dropped.

/** A schema that makes a `T` out of whatever came in. */
export type Schema<T = unknown> = v.GenericSchema<unknown, T>;

export interface NewUser {
  name: string;
  email: string;
  /** Without one, the user cannot log in. */
  password?: string | undefined;
}

export interface User {
  id: number;
  /** Epoch milliseconds. */
  created_at: number;
  name: string;
  email: string;
}

export interface NewVm {
  user_id: number;
  name: string;
  operating_system: string;
  cpu_cores: number;
  ram_gb: number;
  disk_gb: number;
  status: 'running' | 'stopped' | 'paused';
}

export interface Vm extends NewVm {
  id: number;
  /** Epoch milliseconds. */
  created_at: number;
}

/** Every answer that is not 2xx. */
export interface Problem {
  code: string;
  message: string;
}

type Changes<T> = { [K in keyof T]?: T[K] | undefined };

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const created_at = v.pipe(v.number(), v.integer(), v.description('Epoch milliseconds'));
const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
const email = v.pipe(v.string(), v.rfcEmail(), v.maxLength(254));
const password = v.pipe(v.string(), v.nonEmpty(), v.maxLength(256));
const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

const newUserFields = v.object({ name, email, password: v.optional(password) });
const vmFields = {
  user_id: id,
  name,
  operating_system: name,
  cpu_cores: size,
  ram_gb: size,
  disk_gb: size,
  status: v.picklist(['running', 'stopped', 'paused']),
};
const problem = v.object({ code: v.string(), message: v.string() });

export const problemSchema: Schema<Problem> = problem;
export const failureSchema: Schema<{ error: Problem }> = v.object({ error: problem });
export const nothingSchema: Schema<object> = v.object({});

export const credentialsSchema: Schema<{ email: string; password: string }> = v.object({
  email: v.string(),
  password: v.string(),
});
export const signUpSchema: Schema<{ name: string; email: string; password: string }> = v.object({
  name,
  email,
  password,
});
export const sessionSchema: Schema<{ authToken: string }> = v.object({ authToken: v.string() });

export const newUserSchema: Schema<NewUser> = newUserFields;
export const userChangesSchema: Schema<Changes<NewUser>> = v.partial(newUserFields);
export const userSchema: Schema<User> = v.object({ id, created_at, name, email });

export const newVmSchema: Schema<NewVm> = v.object(vmFields);
export const vmChangesSchema: Schema<Changes<NewVm>> = v.partial(v.object(vmFields));
export const vmSchema: Schema<Vm> = v.object({ id, created_at, ...vmFields });

export const attachmentSchema: Schema<{ vm_id: number; user_id: number }> = v.object({
  vm_id: id,
  user_id: id,
});
export const vmChoiceSchema: Schema<{ vm_id: number }> = v.object({ vm_id: id });
