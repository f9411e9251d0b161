/**
 * Runs the benches and writes `RESULTS.md`: `npm run bench`, all but the kills, some forty minutes; `npm run bench -- post ahead`, those
 * alone, and the others keep what they said last. Leave the machine alone meanwhile.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { compareLimits } from './limits.ts';
import { comparePosting } from './post.ts';

interface Part {
  readonly title: string;
  /** Of how it is measured. */
  readonly says?: string;
  readonly run: () => string | Promise<string>;
}

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const script = (name: string, ...args: string[]): string =>
  execFileSync(process.execPath, [file(name), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** By the name of their file, in the order of the page. */
const parts: Readonly<Record<string, Part>> = {
  post: {
    title: 'Creating users',
    says: `Every client runs in a process of its own against a server in another. All but seedbed post one ready-made user whose e-mail alone changes;
seedbed's figures include reading the configuration, generating each user, the ledger and the dataset. Loading a client's library is counted
for none. autocannon counts in steps of a tenth of a second. Goals on the minimal server, for single calls: 1.3 times the CPU of
\`undici.request\`, 0.8 of autocannon's throughput.`,
    run: () => comparePosting(20_000, 3),
  },
  limits: { title: 'Rate limits', run: () => compareLimits(200) },
  generate: { title: 'Generating users', run: () => script('./generate.ts', '200000') },
  unique: { title: 'A million users', run: () => script('./unique.ts') },
  startup: {
    title: 'Whole processes',
    says: 'The goal of the memory at a million is 200 MB, and 1.1 times that at 100,000.',
    run: () => script('./startup.ts', '--million'),
  },
  ahead: {
    title: 'Data made ahead',
    says: 'Eight suites of 5 users and 10 machines, two tests of half a second in each, an API that answers after 30 ms.',
    run: () => script('./ahead.ts'),
  },
  distributed: {
    title: 'By workers',
    says: '50,000 users and 50,000 machines, each worker a process, all on this one machine, with a Redis and a demo API of its own.',
    run: () => script('./distributed.ts'),
  },
  cycles: { title: 'Releases beside much else', run: () => script('./cycles.ts') },
  overhead: { title: 'Runners', run: () => script('./overhead.ts') },
};

const heading = (name: string, { title }: Part): string => `## ${title}: \`node bench/${name}.ts\``;
const wanted = process.argv.slice(2);
for (const name of wanted)
  if (!(name in parts))
    throw new RangeError(`Expected some of ${Object.keys(parts).join(', ')}, got ${name}`);

execFileSync('npm', ['run', 'build', '--silent'], {
  cwd: file('..'),
  stdio: ['ignore', 'ignore', 'inherit'],
});
const before = readFileSync(file('./RESULTS.md'), 'utf8').split(/^(?=## )/m);
const [cpu] = cpus();
const page = [
  `# Results

Written by \`npm run bench\` (Node ${process.version}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}). Absolute figures belong to that
machine and hour; ratios travel better.`,
];
for (const [name, part] of Object.entries(parts)) {
  const title = heading(name, part);
  const last = before.find((section) => section.startsWith(title));
  if (wanted.length > 0 && !wanted.includes(name)) page.push(last ?? '');
  else page.push([title, part.says, (await part.run()).trim()].filter(Boolean).join('\n\n'));
  write();
}

/** After each part: the next one may take long, and fail. `kills.ts` takes half an hour: what it said last stays. */
function write(): void {
  const done = page.length - 1;
  const rest = Object.entries(parts)
    .slice(done)
    .map(([name, part]) => before.find((section) => section.startsWith(heading(name, part))));
  const kills = before.find((section) => section.startsWith('## Kills'));
  const sections = [...page, ...rest, kills].map((section) => section?.trim()).filter(Boolean);
  writeFileSync(file('./RESULTS.md'), `${sections.join('\n\n')}\n`);
}
