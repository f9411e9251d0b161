/**
 * Users generated per second, CPU per user and memory, side by side: `node bench/generate.ts [count]`, default 1,000,000.
 * Each contender runs alone in a process of its own, makes the same twelve fields, and streams NDJSON to /dev/null.
 * In `fr` seedbed draws names, jobs and cities from tables of its own; `en` is Faker's data throughout.
 * Goal: at most 1.3 times the CPU of plain Faker calls.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Faker } from '@faker-js/faker';
import { Factory } from 'fishery';
import { createBuilder } from '../src/factory/builder.ts';
import { findLocale } from '../src/factory/locale.ts';
import { users } from '../src/preset/users.ts';

type Make = (index: number) => object;

interface Result {
  readonly perSecond: number;
  /** µs per user. */
  readonly cpu: number;
  /** MB, after a tenth, half and all of the users. */
  readonly rss: readonly number[];
}

/** As Faker's documentation would have it, on one running stream: the order decides every value. */
function plainFaker(locale: string): Make {
  const { faker } = createRequire(import.meta.url)(`@faker-js/faker/locale/${locale}`) as { faker: Faker };
  faker.seed(1);
  faker.setDefaultRefDate('2026-01-01T00:00:00Z');
  return () => {
    const sex = faker.person.sexType();
    const firstName = faker.person.firstName(sex);
    const lastName = faker.person.lastName(sex);
    return {
      name: faker.person.fullName({ firstName, lastName }),
      first_name: firstName,
      last_name: lastName,
      email: faker.internet.email({ firstName, lastName, provider: 'example.com' }),
      password: randomBytes(15).toString('base64'),
      phone: faker.phone.number({ style: 'national' }),
      job: faker.person.jobTitle(),
      birth_date: faker.date.birthdate({ mode: 'age', min: 18, max: 80 }).toISOString().slice(0, 10),
      role: 'member',
      street: faker.location.streetAddress(),
      zip_code: faker.location.zipCode(),
      city: faker.location.city(),
    };
  };
}

const contenders: Readonly<Record<string, (locale: string) => Make>> = {
  'plain Faker calls': plainFaker,
  'fishery + Faker': (locale) => {
    const make = plainFaker(locale);
    const factory = Factory.define<object>(({ sequence }) => make(sequence));
    return () => factory.build();
  },
  seedbed: (locale) => {
    const builder = createBuilder({
      resources: [users],
      randomSeed: 1,
      namespace: 'sb4k2x9q7m1p-3',
      locale: findLocale(locale),
    });
    return (index) => builder.build({ resource: 'users', index, traits: [], set: {} }, {});
  },
};

async function measure(name: string, locale: string, count: number): Promise<Result> {
  const make = contenders[name]?.(locale);
  if (make === undefined) throw new RangeError(`Unknown contender "${name}"`);
  const out = openSync('/dev/null', 'w');
  const stream = (from: number, to: number): void => {
    for (let index = from; index < to; ) {
      let lines = '';
      for (const end = Math.min(index + 1000, to); index < end; index++)
        lines += `${JSON.stringify(make(index))}\n`;
      writeSync(out, lines);
    }
  };
  stream(0, 20_000); // let the compiler warm up
  const rss: number[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  let done = 0;
  for (const share of [0.1, 0.5, 1]) {
    stream(done, count * share);
    done = count * share;
    rss.push(Math.round(process.memoryUsage.rss() / 1e6));
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  closeSync(out);
  return { perSecond: Math.round(count / seconds), cpu: (user + system) / count, rss };
}

function compare(locale: string, count: number): void {
  console.log(
    `\n| ${locale} | users/s | CPU µs/user | of plain Faker | RSS MB at 10, 50, 100 % |\n|---|---|---|---|---|`,
  );
  let plain: number | undefined;
  for (const name of Object.keys(contenders)) {
    const self = fileURLToPath(import.meta.url);
    const child = spawnSync(process.execPath, [self, String(count), locale, name], { encoding: 'utf8' });
    if (child.status !== 0) throw new RangeError(`${name}: ${child.stderr}`);
    const { perSecond, cpu, rss } = JSON.parse(child.stdout) as Result;
    plain ??= cpu;
    const cells = [
      name,
      perSecond.toLocaleString('en'),
      cpu.toFixed(1),
      `${(cpu / plain).toFixed(2)}×`,
      rss.join(', '),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

const [count = '1000000', locale, name] = process.argv.slice(2);
if (locale !== undefined && name !== undefined) {
  console.log(JSON.stringify(await measure(name, locale, Number(count))));
} else {
  console.log(`${Number(count).toLocaleString('en')} users of 12 fields, Node ${process.version}`);
  for (const each of ['fr', 'en']) compare(each, Number(count));
}
