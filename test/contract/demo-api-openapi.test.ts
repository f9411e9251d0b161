import { expect, test } from 'vitest';
import { createDemoApp, type DemoAppOptions } from '../../src/demo/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON of whatever shape, looked into by assertions
async function describeWith(options: DemoAppOptions = {}): Promise<any> {
  using app = createDemoApp(options);
  const response = await app.fetch(new Request('http://demo/api:demo/openapi.json'));
  expect(response.headers.get('content-type')).toBe('application/json');
  return response.json();
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function operations(document: any): { at: string; operation: any }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as object).map(([method, operation]) => ({
      at: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
}

const contract = [
  'POST /auth/signup',
  'POST /auth/login',
  'GET /auth/me',
  'GET /user',
  'GET /user/{id}',
  'POST /user',
  'PATCH /user/{id}',
  'DELETE /user/{id}',
  'GET /vm',
  'GET /vm/{id}',
  'POST /vm',
  'PATCH /vm/{id}',
  'DELETE /vm/{id}',
  'POST /Attach_VM_to_user',
  'POST /Stop_VM',
];
const bulk = ['POST /user/bulk', 'POST /vm/bulk'];

test('the document has every route of the contract and no other', async () => {
  const names = async (options?: DemoAppOptions): Promise<string[]> =>
    operations(await describeWith(options))
      .map(({ at }) => at)
      .sort();
  expect(await names()).toEqual([...contract, ...bulk].sort());
  expect(await names({ bulk: false })).toEqual([...contract].sort());
});

test('it is well-formed OpenAPI 3.1: unique operations, declared path parameters, references that lead somewhere', async () => {
  const document = await describeWith();
  expect(document).toMatchObject({
    openapi: '3.1.1',
    info: { title: expect.any(String), version: expect.any(String) },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  });
  const all = operations(document);
  expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length);
  for (const { at, operation } of all) {
    const inPath = (operation.parameters ?? []).filter(
      (parameter: { in: string }) => parameter.in === 'path',
    );
    expect(
      inPath.map((parameter: { name: string }) => parameter.name),
      at,
    ).toEqual(at.includes('{id}') ? ['id'] : []);
    expect(operation.responses['200'].content['application/json'].schema, at).toBeTypeOf('object');
    expect(operation.requestBody !== undefined, at).toBe(/^(POST|PATCH)/.test(at));
    for (const [status, response] of Object.entries(operation.responses)) {
      expect(status).toMatch(/^\d{3}$/);
      expect(response).toHaveProperty('description');
    }
    expect(Object.keys(operation.responses).includes('401'), at).toBe(operation.security === undefined);
  }
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
  const named = new Set([...references].map((match) => match[1]));
  expect(named.size).toBeGreaterThan(10);
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining([...named]));
  expect(JSON.stringify(document)).not.toContain('$defs');
});

test('schemas are those that check the bodies', async () => {
  const { components } = await describeWith();
  expect(components.schemas.NewVm).toMatchObject({
    required: ['user_id', 'name', 'operating_system', 'cpu_cores', 'ram_gb', 'disk_gb', 'status'],
    properties: {
      cpu_cores: { type: 'integer', minimum: 1 },
      status: { enum: ['running', 'stopped', 'paused'] },
    },
  });
  expect(components.schemas.User.properties).not.toHaveProperty('password');
});

test('the OpenAPI document shows what an option changes', async () => {
  const usual = await describeWith();
  const changed = await describeWith({
    duplicateStatus: 403,
    strictDelete: false,
    idempotency: false,
    rateLimit: { requests: 1, per: 1000 },
  });
  const statuses = (document: typeof usual, path: string, method: string): string[] =>
    Object.keys(document.paths[path][method].responses);
  expect(statuses(usual, '/user', 'post')).toEqual(['200', '400', '401', '409', '413', '422']);
  expect(statuses(changed, '/user', 'post')).toEqual(['200', '400', '401', '403', '413', '422', '429']);
  expect(statuses(usual, '/user/{id}', 'delete')).toContain('409');
  expect(statuses(changed, '/user/{id}', 'delete')).not.toContain('409');
});
