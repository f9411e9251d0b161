import { createHash } from 'node:crypto';
import { script } from './script.ts';
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
const head = (...titles: string[]): string =>
  `<thead role="rowgroup"><tr role="row">${titles
    .map(
      (title) =>
        `<th role="columnheader" scope="col"${/^(Cores|RAM|Disk|VMs)$/.test(title) ? ' class="number"' : ''}>${title}</th>`,
    )
    .join('')}</tr></thead><tbody role="rowgroup"></tbody>`;

/** The web page, whole: one document with its style, script and icon inside. */
export const page: string = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sign in · Seedbed demo</title>
<link rel="icon" href="data:image/svg+xml,${icon}">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
  <div class="wrap">
    <span class="brand">${logo}Seedbed <small>demo</small></span>
    <div id="account" class="account" hidden>
      <span id="account-email" class="email"></span>
      <button id="sign-out" type="button" class="quiet">Sign out</button>
    </div>
  </div>
</header>
<main id="main" class="wrap" tabindex="-1">
  <noscript><p class="alert">This page needs JavaScript.</p></noscript>
  <section id="sign-in" class="card sign-in" aria-labelledby="sign-in-title" hidden>
    <h1 id="sign-in-title">Sign in</h1>
    <p class="muted">With the e-mail and password of any user of this API.</p>
    <form id="sign-in-form" novalidate>
      <label for="email">Email</label>
      <input id="email" name="email" type="email" autocomplete="username" autocapitalize="none" spellcheck="false" required>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required>
      <p id="sign-in-error" class="alert" role="alert"></p>
      <button id="sign-in-button" type="submit" class="primary">Sign in</button>
    </form>
  </section>
  <section id="home" aria-labelledby="user-name" hidden>
    <h1 id="user-name" tabindex="-1"></h1>
    <div class="tabs" role="tablist" aria-label="Views">
      <button type="button" role="tab" id="tab-vms" aria-controls="panel-vms" aria-selected="true">My virtual machines</button>
      <button type="button" role="tab" id="tab-users" aria-controls="panel-users" aria-selected="false" tabindex="-1">Users</button>
    </div>
    <p id="load-error" class="alert" role="alert"></p>
    <div id="panel-vms" role="tabpanel" aria-labelledby="tab-vms">
      <p id="vms-summary" class="muted summary"></p>
      <div class="card">
        <table id="vms" role="table" aria-label="My virtual machines" aria-busy="true">
          ${head('Name', 'Operating system', 'Cores', 'RAM', 'Disk', 'Status', '<span class="unseen">Action</span>')}
        </table>
        <p id="vms-empty" class="empty" hidden>You have no virtual machines yet.</p>
      </div>
    </div>
    <div id="panel-users" role="tabpanel" aria-labelledby="tab-users" hidden>
      <div class="tools">
        <label for="filter">Filter by name or e-mail</label>
        <input id="filter" type="search" autocomplete="off" spellcheck="false">
      </div>
      <div class="card">
        <table id="users" role="table" aria-label="Users" aria-busy="true">
          ${head('Name', 'E-mail', 'VMs', 'Created')}
        </table>
        <p id="users-empty" class="empty" hidden></p>
      </div>
      <nav class="pager" aria-label="Pages of users">
        <button id="previous" type="button">Previous</button>
        <span id="range" class="muted" role="status"></span>
        <button id="next" type="button">Next</button>
      </nav>
    </div>
  </section>
  <p id="announcement" class="unseen" role="status"></p>
</main>
<footer class="wrap muted">
  Made-up people and machines. <a href="/openapi.json">API description</a>
</footer>
<script>${script}</script>
</body>
</html>
`;

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but this page's own style and script runs, and it talks to nobody but its own API. */
export const pageHeaders: Readonly<Record<string, string>> = {
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
};
