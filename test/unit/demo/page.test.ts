import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { page, pageHeaders } from '../../../src/demo/page/page.ts';

const inside = (tag: string): string => new RegExp(`<${tag}>([\\s\\S]*)</${tag}>`).exec(page)?.[1] ?? '';
const policy = pageHeaders['content-security-policy'] ?? '';

test('only the page’s own style and script may run', () => {
  for (const tag of ['style', 'script']) {
    const hash = createHash('sha256').update(inside(tag)).digest('base64');
    expect(policy).toContain(`${tag}-src 'sha256-${hash}'`);
  }
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(page.match(/<(script|style)/g)).toEqual(['<style', '<script']);
  expect(page).not.toMatch(/\son\w+=|\sstyle="|javascript:/);
});

test('nothing is fetched from elsewhere, not even an icon', () => {
  expect(page.match(/(?:src|href)="[^"]*"/g)).toEqual([
    expect.stringMatching(/^href="data:image\/svg\+xml,/),
    'href="#main"',
    'href="/openapi.json"',
  ]);
});

test('the script parses, and finds every element it asks for', () => {
  const script = inside('script');
  expect(() => new Function(script)).not.toThrow();
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
  const asked = [...script.matchAll(/\$\('([\w-]+)'\)/g)].map((match) => match[1]);
  expect(asked.length).toBeGreaterThan(20);
  expect([...ids]).toEqual(expect.arrayContaining(asked));
});

test('what comes from the API is written as text, never as HTML', () => {
  expect(inside('script')).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
});
