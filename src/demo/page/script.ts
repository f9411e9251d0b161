import { demoPageIn } from '../../messages/demo-page.ts';
import type { Language } from '../../messages/language.ts';

/**
 * The page's script, as browsers get it. There is no build step, so it is plain JavaScript in a string. Text from the API is written as
 * text nodes only, never as HTML. The token lives in localStorage, where a storage state of Playwright finds it.
 */
const script = `
(() => {
  'use strict';
  const say = WORDS;
  const api = '/api:demo';
  const storageKey = 'seedbed.token';
  const perPage = 50;
  const $ = (id) => document.getElementById(id);
  let me;
  let people = [];
  let owned = new Map();
  let pageNumber = 0;

  async function call(method, path, body) {
    const token = localStorage.getItem(storageKey);
    const headers = { 'content-type': 'application/json' };
    if (token !== null) headers.authorization = 'Bearer ' + token;
    let response;
    try {
      response = await fetch(api + path, { method, headers, body: body && JSON.stringify(body) });
    } catch {
      throw new Error(say.noAnswer);
    }
    const answer = await response.json().catch(() => null);
    if (response.ok) return answer;
    const error = new Error((answer && (say[answer.code] || answer.message)) || say.answered.replace('*', () => response.status));
    error.status = response.status;
    throw error;
  }

  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  const cell = (text, attributes = {}) => element('td', { role: 'cell', ...attributes }, text);
  const fill = (text, value) => text.replace('*', () => String(value)).replaceAll(' ', '\u00a0');
  const counted = (n, one, many) =>
    fill(new Intl.PluralRules(say.tag).select(n) === 'one' ? one : many, n.toLocaleString(say.tag));

  // Views

  function showSignIn(message) {
    me = undefined;
    localStorage.removeItem(storageKey);
    for (const table of ['vms', 'users']) $(table).tBodies[0].replaceChildren(); // the next user must not see this one's
    $('home').hidden = true;
    $('account').hidden = true;
    $('sign-in').hidden = false;
    $('sign-in-error').textContent = message || '';
    document.title = say.signIn + ' · Seedbed demo';
    $('email').focus();
  }

  async function showHome() {
    me = await call('GET', '/auth/me');
    $('user-name').textContent = me.name;
    $('account-email').textContent = me.email;
    $('sign-in').hidden = true;
    $('account').hidden = false;
    $('home').hidden = false;
    await showTab(location.hash === '#users' ? 'users' : 'vms');
  }

  async function showTab(name) {
    for (const other of ['vms', 'users']) {
      const chosen = other === name;
      $('tab-' + other).setAttribute('aria-selected', String(chosen));
      $('tab-' + other).tabIndex = chosen ? 0 : -1;
      $('panel-' + other).hidden = !chosen;
    }
    history.replaceState(null, '', name === 'users' ? '#users' : location.pathname + location.search);
    document.title = $('tab-' + name).textContent + ' · Seedbed demo';
    $('load-error').textContent = '';
    $(name).setAttribute('aria-busy', 'true');
    try {
      await (name === 'users' ? loadUsers() : loadVms());
    } catch (error) {
      if (error.status === 401) showSignIn(say.sessionEnded);
      else $('load-error').textContent = error.message;
    }
    $(name).setAttribute('aria-busy', 'false');
  }

  // My virtual machines

  async function loadVms() {
    const owner = me;
    const vms = (await call('GET', '/vm')).filter((vm) => vm.user_id === owner.id);
    if (owner !== me) return; // signed out, or signed in as another user, meanwhile
    $('vms').tBodies[0].replaceChildren(...vms.map(vmRow));
    $('vms-empty').hidden = vms.length > 0;
    summarise();
  }

  function vmRow(vm) {
    const row = element('tr', { role: 'row' },
      cell(vm.name, { tabindex: '-1' }),
      cell(vm.operating_system),
      cell(String(vm.cpu_cores), { class: 'number', 'data-label': say.cores }),
      cell(fill(say.gigabytes, vm.ram_gb), { class: 'number', 'data-label': say.ram }),
      cell(fill(say.gigabytes, vm.disk_gb), { class: 'number', 'data-label': say.disk }),
      cell(element('span', { class: 'badge ' + vm.status }, say[vm.status]), { class: 'fixed' }),
    );
    row.vm = vm;
    const action = cell('', { class: 'act' });
    if (vm.status === 'running') {
      const button = element('button', { type: 'button', 'aria-label': say.stopVm.replace('*', () => vm.name) }, say.stop);
      button.addEventListener('click', () => stop(vm, row, button));
      action.append(button);
    }
    row.append(action);
    return row;
  }

  async function stop(vm, row, button) {
    button.disabled = true;
    $('load-error').textContent = '';
    try {
      await call('POST', '/Stop_VM', { vm_id: vm.id });
      const stopped = vmRow({ ...vm, status: 'stopped' });
      row.replaceWith(stopped);
      stopped.cells[0].focus({ preventScroll: true }); // the button that had the focus is gone
      $('announcement').textContent = say.isStopped.replace('*', () => vm.name);
      summarise();
    } catch (error) {
      if (error.status === 401) return showSignIn(say.sessionEnded);
      $('load-error').textContent = say.notStopped.replace('*', () => vm.name) + error.message;
      button.disabled = false;
      button.focus();
    }
  }

  function summarise() {
    const vms = [...$('vms').tBodies[0].rows].map((row) => row.vm);
    const sum = (field) => vms.reduce((total, vm) => total + vm[field], 0);
    const running = vms.filter((vm) => vm.status === 'running').length;
    $('vms-summary').textContent = vms.length === 0 ? '' : [
      counted(vms.length, say.machine, say.machines),
      counted(running, say.runningOne, say.runningMany),
      counted(sum('cpu_cores'), say.coresOne, say.coresMany),
      fill(say.ramSum, sum('ram_gb').toLocaleString(say.tag)),
      fill(say.diskSum, sum('disk_gb').toLocaleString(say.tag)),
    ].join(' · ');
  }

  // Users

  async function loadUsers() {
    const reader = me;
    const [users, vms] = await Promise.all([call('GET', '/user'), call('GET', '/vm')]);
    if (reader !== me) return;
    people = users;
    owned = new Map();
    for (const vm of vms) owned.set(vm.user_id, (owned.get(vm.user_id) || 0) + 1);
    showUsers(0);
  }

  // One page of rows at a time: thousands of users stay quick.
  function showUsers(wanted) {
    const words = $('filter').value.trim().toLowerCase();
    const found = people.filter((user) => (user.name + ' ' + user.email).toLowerCase().includes(words));
    pageNumber = wanted;
    const from = pageNumber * perPage;
    const shown = found.slice(from, from + perPage);
    $('users').tBodies[0].replaceChildren(...shown.map((user) => element('tr', { role: 'row' },
      cell(user.name),
      cell(user.email),
      cell(String(owned.get(user.id) || 0), { class: 'number', 'data-label': say.vms }),
      cell(new Date(user.created_at).toLocaleDateString(say.tag, { day: 'numeric', month: 'short', year: 'numeric' }), { class: 'fixed' }),
    )));
    $('users-empty').hidden = found.length > 0;
    $('users-empty').textContent = people.length === 0 ? say.noUsers : say.noMatch;
    $('range').textContent = found.length === 0 ? '' : say.range
      .replace('{from}', from + 1).replace('{to}', from + shown.length).replace('{all}', found.length);
    $('previous').disabled = pageNumber === 0;
    $('next').disabled = from + perPage >= found.length;
  }

  // Events

  $('sign-in-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const email = $('email').value.trim();
    const password = $('password').value;
    $('sign-in-error').textContent = '';
    if (email === '' || password === '') {
      $('sign-in-error').textContent = say.enterBoth;
      $(email === '' ? 'email' : 'password').focus();
      return;
    }
    $('sign-in-button').disabled = true;
    try {
      const { authToken } = await call('POST', '/auth/login', { email, password });
      localStorage.setItem(storageKey, authToken);
      $('password').value = '';
      await showHome();
      $('user-name').focus();
    } catch (error) {
      showSignIn(error.message);
      $('password').focus();
    } finally {
      $('sign-in-button').disabled = false;
    }
  });

  $('sign-out').addEventListener('click', () => {
    $('filter').value = '';
    $('email').value = '';
    history.replaceState(null, '', location.pathname + location.search);
    showSignIn();
  });

  for (const [name, other] of [['vms', 'users'], ['users', 'vms']]) {
    $('tab-' + name).addEventListener('click', () => showTab(name));
    $('tab-' + name).addEventListener('keydown', (event) => {
      const target = { ArrowLeft: other, ArrowRight: other, Home: 'vms', End: 'users' }[event.key];
      if (target === undefined) return;
      event.preventDefault();
      $('tab-' + target).focus();
      showTab(target);
    });
  }
  $('filter').addEventListener('input', () => showUsers(0));
  $('previous').addEventListener('click', () => showUsers(pageNumber - 1));
  $('next').addEventListener('click', () => showUsers(pageNumber + 1));

  if (localStorage.getItem(storageKey) === null) showSignIn();
  else showHome().catch((error) => showSignIn(error.status === 401 ? say.sessionEnded : error.message));
})();
`;

/** It, with what it says in one language. A text in it cannot end the script element. */
export function scriptIn(language: Language): string {
  const words = JSON.stringify(demoPageIn[language]).replaceAll('<', '\\u003c');
  return script.replace('WORDS', () => words);
}
