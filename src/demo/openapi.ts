import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type { DemoSettings } from './options.ts';
import { type RefusalStatus, refusalCodes } from './refusal.ts';
import { pageSize, type Route } from './route.ts';
import * as schemas from './schemas.ts';

/** JSON, as far as this file cares. */
type Json = Record<string, unknown>;

const components = {
  Credentials: schemas.credentialsSchema,
  SignUp: schemas.signUpSchema,
  Session: schemas.sessionSchema,
  NewUser: schemas.newUserSchema,
  UserChanges: schemas.userChangesSchema,
  User: schemas.userSchema,
  NewVm: schemas.newVmSchema,
  VmChanges: schemas.vmChangesSchema,
  Vm: schemas.vmSchema,
  Attachment: schemas.attachmentSchema,
  VmChoice: schemas.vmChoiceSchema,
  Problem: schemas.problemSchema,
  Failure: schemas.failureSchema,
};

const conversion: ConversionConfig = {
  target: 'draft-2020-12', // what OpenAPI 3.1 speaks
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
};

/** The OpenAPI 3.1 document of these routes, made from the schemas that check them. */
export function describeApi(routes: readonly Route[], settings: DemoSettings): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, settings) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Seedbed demo API',
      version: '1.0.0',
      description: 'Users and their virtual machines: the API that seedbed seeds out of the box.',
    },
    servers: [{ url: '/api:demo' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: toJsonSchemaDefs(components, conversion),
    },
  };
}

function operation(route: Route, settings: DemoSettings): Json {
  const parameters = [
    ...(route.path.includes('{id}') ? [parameter('path', 'id', true, { type: 'integer', minimum: 1 })] : []),
    ...(route.paged === true
      ? [
          parameter('query', 'page', false, { type: 'integer', minimum: 1 }),
          parameter('query', 'per_page', false, {
            type: 'integer',
            minimum: 1,
            maximum: pageSize.most,
            default: pageSize.usual,
          }),
        ]
      : []),
    ...(settings.idempotency && route.method === 'POST' && route.open !== true
      ? [parameter('header', 'Idempotency-Key', false, { type: 'string', minLength: 1, maxLength: 255 })]
      : []),
  ];
  return {
    operationId: route.name,
    summary: route.summary,
    ...(route.open === true ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: content(route.body) } }),
    responses: {
      200: { description: 'OK', content: content(route.answer) },
      ...Object.fromEntries(refusalsOf(route, settings).map((status) => [status, refusal(status)])),
    },
  };
}

function refusalsOf(route: Route, settings: DemoSettings): RefusalStatus[] {
  const all = new Set<RefusalStatus>(route.refusals);
  if (route.open !== true) all.add(401);
  if (route.body !== undefined) for (const status of [400, 413, 422] as const) all.add(status);
  if (route.paged === true) all.add(422);
  if (settings.idempotency && route.method === 'POST' && route.open !== true) all.add(409);
  if (settings.rateLimit !== undefined) all.add(429);
  return [...all].sort();
}

function refusal(status: RefusalStatus): Json {
  const words = refusalCodes[status].replace('ERROR_CODE_', '').replaceAll('_', ' ').toLowerCase();
  return { description: words, content: content(schemas.problemSchema) };
}

function parameter(place: 'path' | 'query' | 'header', name: string, required: boolean, schema: Json): Json {
  return { name, in: place, required, schema };
}

function content(schema: schemas.Schema): Json {
  // The definitions come along with every conversion; they stand once, under `components`.
  const { $schema, $defs, ...own } = toJsonSchema(schema, { ...conversion, definitions: components });
  return { 'application/json': { schema: own } };
}
