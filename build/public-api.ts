import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's entries, by the name one imports. */
const entries: Readonly<Record<string, string>> = {
  seedbed: 'index.d.ts',
  'seedbed/playwright': 'playwright/index.d.ts',
  'seedbed/vitest': 'vitest/index.d.ts',
  'seedbed/vitest/plugin': 'vitest/plugin.d.ts',
  'seedbed/msw': 'msw/index.d.ts',
  'seedbed/demo': 'demo/index.d.ts',
};

/**
 * Every public name with its declaration, a line each, of the declarations built into `dist`: what may not be lost or changed without a
 * line in CHANGELOG.md. Members of interfaces stand below their interface.
 */
export function publicApi(dist: string): string {
  const lines: string[] = [];
  for (const [entry, file] of Object.entries(entries)) {
    lines.push(`# ${entry}`);
    const path = join(dist, file);
    for (const { name, local, from } of exportsOf(path)) {
      const found = declarationOf(local, from);
      lines.push(found === undefined ? `${name}` : `${name}: ${found.head}`, ...(found?.members ?? []));
    }
  }
  return `${lines.join('\n')}\n`;
}

interface Exported {
  readonly name: string;
  readonly local: string;
  readonly from: string;
}

function exportsOf(file: string): Exported[] {
  const code = readFileSync(file, 'utf8');
  const imported = importsOf(file, code);
  const direct = [
    ...code.matchAll(/^export declare (?:abstract )?(?:function|class|const|interface|type|let) (\w+)/gm),
  ];
  const direct2 = [...code.matchAll(/^export (?:interface|type) (\w+)/gm)];
  const named = [...code.matchAll(/^export \{([^}]*)\}(?: from "([^"]+)")?;/gm)].flatMap(
    ([, list = '', from]) =>
      list.split(',').map((part): Exported => {
        const [local = '', name = local] = part
          .trim()
          .replace(/^type /, '')
          .split(' as ');
        const known = from === undefined ? imported.get(local) : { local, from: resolved(file, from) };
        return { name, local: known?.local ?? local, from: known?.from ?? file };
      }),
  );
  const own = [...direct, ...direct2].map(([, name = '']): Exported => ({ name, local: name, from: file }));
  return [...own, ...named].filter(({ name }) => name !== '').sort((a, b) => (a.name < b.name ? -1 : 1));
}

function importsOf(file: string, code: string): Map<string, { local: string; from: string }> {
  const found = new Map<string, { local: string; from: string }>();
  for (const [, list = '', from = ''] of code.matchAll(/^import (?:type )?\{([^}]*)\} from "(\.[^"]+)";/gm))
    for (const part of list.split(',')) {
      const [exported = '', local = exported] = part
        .trim()
        .replace(/^type /, '')
        .split(' as ');
      found.set(local, { local: exported, from: resolved(file, from) });
    }
  return found;
}

function resolved(file: string, from: string): string {
  return from.startsWith('.') ? join(dirname(file), from.replace(/\.js$/, '.d.ts')) : from;
}

/** The declaration of a name, on one line; an interface's members on lines of their own. Follows renamed exports of chunks. */
function declarationOf(name: string, file: string): { head: string; members: string[] } | undefined {
  if (!file.endsWith('.d.ts')) return undefined;
  const code = readFileSync(file, 'utf8');
  const renamed = new RegExp(`(\\w+) as ${name}\\b`).exec(/^export \{([^}]*)\};/m.exec(code)?.[1] ?? '')?.[1];
  const own = renamed ?? name;
  const start = new RegExp(
    `^(?:export )?(?:declare )?(?:abstract )?(?:function|class|const|interface|type|let) ${own}\\b`,
    'm',
  ).exec(code);
  if (start === null) {
    const imported = importsOf(file, code).get(own);
    return imported === undefined ? undefined : declarationOf(imported.local, imported.from);
  }
  const text = code.slice(start.index, endOf(code, start.index)).replace(/\/\*\*[\s\S]*?\*\//g, '');
  const isBlock = /^(?:export )?(?:declare )?(?:abstract )?(?:class|interface) /.test(text);
  const [head = '', ...rest] = text.split(/\{\n/);
  if (!isBlock) return { head: oneLine(text), members: [] };
  const members = rest
    .join('{\n')
    .split(/;\n/)
    .map(oneLine)
    .filter((member) => member !== '' && member !== '}');
  return { head: oneLine(head), members: members.map((member) => `  ${member}`).sort() };
}

/** Where a declaration ends: at the line that begins with its closing bracket, or at its first semicolon outside of any. */
function endOf(code: string, start: number): number {
  let depth = 0;
  for (let at = start; at < code.length; at++) {
    const character = code[at] as string;
    if ('({['.includes(character)) depth++;
    if (')}]'.includes(character)) depth--;
    if (depth === 0 && (character === ';' || (character === '}' && code[at + 1] === '\n'))) return at + 1;
  }
  return code.length;
}

function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/^(export )?(declare )?/, '')
    .trim();
}
