import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { languageOfVisitor, pageIn } from '../../../../src/demo/page/page.ts';

describe.each(['en', 'fr'] as const)('the page in %s', (language) => {
  const { html: page, headers } = pageIn(language);
  const inside = (tag: string): string => new RegExp(`<${tag}>([\\s\\S]*)</${tag}>`).exec(page)?.[1] ?? '';
  const policy = headers['content-security-policy'] ?? '';

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
      `href="?lang=${language === 'fr' ? 'en' : 'fr'}"`,
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

  test('nothing of the other language is left in it', () => {
    const visible = page
      .replace(/<(script|style)>[\s\S]*?<\/\1>/g, '')
      .replace(/<a href="\?lang[\s\S]*?<\/a>/, '');
    const foreign =
      language === 'fr'
        ? /Sign in|Password|Users|Name|Next|Filter by/
        : /connecter|Mot de passe|Utilisateurs|Suivant/;
    expect(visible).not.toMatch(foreign);
    expect(page).toContain(`<html lang="${language}">`);
  });
});

test.each([
  [undefined, undefined, 'en'],
  [undefined, 'fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  [undefined, 'de-DE, en;q=0.8, fr;q=0.7', 'en'],
  ['fr', 'en-US', 'fr'],
  ['en', 'fr', 'en'],
  ['de', 'fr', 'fr'],
] as const)('?lang=%s with %s is seen in %s', (asked, accepted, language) => {
  expect(languageOfVisitor(asked, accepted)).toBe(language);
});
