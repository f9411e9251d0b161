import { createHash } from 'node:crypto';
import { demoPageIn } from '../../messages/demo-page.ts';
import { type Language, languages } from '../../messages/language.ts';
import { scriptIn } from './script.ts';
import { style } from './style.ts';

const leaf =
  '<path d="M16 29V15" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"/>' +
  '<path d="M16 19C6 19 3 13 3 6c8 0 13 4 13 13z" fill="currentColor"/>' +
  '<path d="M16 15c0-7 4-11 13-11 0 8-4 13-13 13z" fill="currentColor" opacity=".65"/>';
const logo = `<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">${leaf}</svg>`;
const icon = encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" color="#2a8a5d">${leaf}</svg>`,
);

// Roles that tables have by themselves are spelled out, because the phone layout turns rows into cards (`display: grid`) and browsers
// then forget them.
const head = (titles: readonly string[], numbers: readonly number[]): string =>
  `<thead role="rowgroup"><tr role="row">${titles
    .map(
      (title, column) =>
        `<th role="columnheader" scope="col"${numbers.includes(column) ? ' class="number"' : ''}>${title}</th>`,
    )
    .join('')}</tr></thead><tbody role="rowgroup"></tbody>`;

/** A document as it is sent. */
export interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

const pages = new Map<Language, Page>();

/** The web page, whole: one document with its style, script and icon inside. */
export function pageIn(language: Language): Page {
  const known = pages.get(language);
  if (known !== undefined) return known;
  const script = scriptIn(language);
  const made = { html: documentIn(language, script), headers: headersFor(script) };
  pages.set(language, made);
  return made;
}

/** The language of whoever looks: `?lang=fr`, else the first one of the browser's that we speak, else English. */
export function languageOfVisitor(asked: string | undefined, accepted: string | undefined): Language {
  const known = (tag: string): Language | undefined =>
    languages.find((language) => tag.trim().toLowerCase().split(/[-;]/)[0] === language);
  const wishes = [asked ?? '', ...(accepted ?? '').split(',')];
  return wishes.map(known).find((language) => language !== undefined) ?? 'en';
}

function documentIn(language: Language, script: string): string {
  const say = demoPageIn[language];
  const other = language === 'fr' ? 'en' : 'fr';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${say.signIn} · Seedbed demo</title>
<link rel="icon" href="data:image/svg+xml,${icon}">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">${say.skip}</a>
<header class="top">
  <div class="wrap">
    <span class="brand">${logo}Seedbed <small>demo</small></span>
    <div id="account" class="account" hidden>
      <span id="account-email" class="email"></span>
      <button id="sign-out" type="button" class="quiet">${say.signOut}</button>
    </div>
  </div>
</header>
<main id="main" class="wrap" tabindex="-1">
  <noscript><p class="alert">${say.needsScript}</p></noscript>
  <section id="sign-in" class="card sign-in" aria-labelledby="sign-in-title" hidden>
    <h1 id="sign-in-title">${say.signIn}</h1>
    <p class="muted">${say.whoMay}</p>
    <form id="sign-in-form" novalidate>
      <label for="email">${say.email}</label>
      <input id="email" name="email" type="email" autocomplete="username" autocapitalize="none" spellcheck="false" required>
      <label for="password">${say.password}</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required>
      <p id="sign-in-error" class="alert" role="alert"></p>
      <button id="sign-in-button" type="submit" class="primary">${say.signIn}</button>
    </form>
  </section>
  <section id="home" aria-labelledby="user-name" hidden>
    <h1 id="user-name" tabindex="-1"></h1>
    <div class="tabs" role="tablist" aria-label="${say.views}">
      <button type="button" role="tab" id="tab-vms" aria-controls="panel-vms" aria-selected="true">${say.myVms}</button>
      <button type="button" role="tab" id="tab-users" aria-controls="panel-users" aria-selected="false" tabindex="-1">${say.users}</button>
    </div>
    <p id="load-error" class="alert" role="alert"></p>
    <div id="panel-vms" role="tabpanel" aria-labelledby="tab-vms">
      <p id="vms-summary" class="muted summary"></p>
      <div class="card">
        <table id="vms" role="table" aria-label="${say.myVms}" aria-busy="true">
          ${head([say.name, say.system, say.cores, say.ram, say.disk, say.status, `<span class="unseen">${say.action}</span>`], [2, 3, 4])}
        </table>
        <p id="vms-empty" class="empty" hidden>${say.noVms}</p>
      </div>
    </div>
    <div id="panel-users" role="tabpanel" aria-labelledby="tab-users" hidden>
      <div class="tools">
        <label for="filter">${say.filter}</label>
        <input id="filter" type="search" autocomplete="off" spellcheck="false">
      </div>
      <div class="card">
        <table id="users" role="table" aria-label="${say.users}" aria-busy="true">
          ${head([say.name, say.emailColumn, say.vms, say.created], [2])}
        </table>
        <p id="users-empty" class="empty" hidden></p>
      </div>
      <nav class="pager" aria-label="${say.pages}">
        <button id="previous" type="button">${say.previous}</button>
        <span id="range" class="muted" role="status"></span>
        <button id="next" type="button">${say.next}</button>
      </nav>
    </div>
  </section>
  <p id="announcement" class="unseen" role="status"></p>
</main>
<footer class="wrap muted">
  ${say.madeUp} <a href="/openapi.json">${say.description}</a>
  <a href="?lang=${other}" hreflang="${other}" lang="${other}">${say.otherLanguage}</a>
</footer>
<script>${script}</script>
</body>
</html>
`;
}

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only this page's own style and script run, and it talks only to its own API. */
function headersFor(script: string): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `script-src ${digest(script)}`,
      `style-src ${digest(style)}`,
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'", // the script signs in; a form sent by the browser itself would put the password in the address
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
    vary: 'accept-language',
  };
}
