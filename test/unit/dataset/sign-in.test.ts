import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signIn } from '../../../src/dataset/sign-in.ts';
import { findChromium, onePageArgs } from '../../chromium.ts';

// Half of what a wait of Playwright's own takes: what is not told by then is told too late.
const soon = { timeout: 15_000 };
const user = { email: 'ada@example.com', password: 'pw-canary-1' };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let browser: Browser;
let server: Server;
let origin: string;
let answers: Record<string, Answer>;
let page: Page;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: [...onePageArgs] });
  server = createServer((request, response) => {
    const answer = answers[`${request.method} ${request.url}`];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});
beforeEach(async () => {
  answers = {};
  page = await browser.newPage();
});
afterEach(() => page.context().close());

const html =
  (body: string, status = 200): Answer =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body);
const status =
  (code: number, body = ''): Answer =>
  (_, response) =>
    response.writeHead(code, { 'content-type': 'application/json' }).end(body);

const fields = `
  <label>Email <input name="email" type="email"></label>
  <label>Password <input name="password" type="password"></label>
  <button>Sign in</button>`;
/** A form that the browser itself sends. */
const plainForm = `<title>Shop</title><h1>Welcome</h1><form method="post" action="/login">${fields}</form>`;
/** A form that a script sends; `then` is what it does with the answer's status. */
const scripted = (
  then: string,
): string => `<title>Shop</title><main><form>${fields}<p id="error"></p></form></main><script>
  const form = document.querySelector('form');
  const say = (text) => { document.getElementById('error').textContent = text; };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const fetched = fetch('/login', { method: 'POST', body: new FormData(form) });
    const show = (text) => { document.querySelector('main').textContent = text; };
    ${then}
  });
</script>`;

const form = { email: 'Email', password: 'Password', submit: 'Sign in' };
async function outcome(url = `${origin}/`): Promise<string> {
  try {
    await signIn(page, { ...form, url }, user);
    return 'signed in';
  } catch (error) {
    expect(error).toMatchObject({ code: 'SEEDBED_AUTH' });
    const { message } = error as Error;
    expect(message).not.toContain(user.password);
    expect(message).toMatch(/^Failed to sign ada@example\.com in at "http:\/\/127\.0\.0\.1:\d+\/": /);
    return message.replace(/^.*?": /, '');
  }
}

describe('signs in', soon, () => {
  test('where the server leads on to another page', async () => {
    let sent = '';
    answers = {
      'GET /': html(plainForm),
      'POST /login': (request, response) => {
        request.setEncoding('utf8').on('data', (piece: string) => {
          sent += piece;
        });
        request.on('end', () => response.writeHead(303, { location: '/home' }).end());
      },
      'GET /home': html('<h1>Hello Ada</h1>'),
    };
    expect(await outcome()).toBe('signed in');
    expect(Object.fromEntries(new URLSearchParams(sent))).toEqual({ ...user });
    expect(await page.title()).toBe('');
  });

  test.each([
    ['at once', "await fetched; show('Hello Ada');"],
    ['after a spinner', "show('One moment…'); await fetched; show('Hello Ada');"],
    ['without asking anybody', "show('Hello Ada');"],
    ['and keeps a stream open', "await fetched; show('Hello Ada'); fetch('/stream', { method: 'POST' });"],
  ])('where a script takes the form away, %s', async (_, then) => {
    answers = {
      'GET /': html(scripted(then)),
      'POST /login': (_, response) => setTimeout(() => response.writeHead(200).end('{}'), 300),
      'POST /stream': (_, response) => response.writeHead(200).write('{}\n'),
    };
    expect(await outcome()).toBe('signed in');
  });

  test('where the application is slow, and says so', async () => {
    answers = {
      'GET /': html(scripted("say('Signing in…'); await fetched; show('Hello Ada');")),
      'POST /login': (_, response) => setTimeout(() => response.writeHead(200).end('{}'), 6000),
    };
    expect(await outcome()).toBe('signed in');
  });

  test('where the application empties the field, and then takes its time to load what it shows', async () => {
    const then = `await fetched;
      form.elements.password.value = '';
      const alert = document.getElementById('error');
      alert.setAttribute('role', 'alert');
      say('Loading…');
      show(await (await fetch('/me')).text());`;
    answers = {
      'GET /': html(scripted(then).replace('type="password"', 'type="password" required')),
      'POST /login': status(200, '{}'),
      'GET /me': (request, response) => void setTimeout(() => html('Ada')(request, response), 1500),
    };
    expect(await outcome()).toBe('signed in');
    expect(await page.textContent('main')).toBe('Ada');
  });

  const sends = `const root = document.querySelector('main');
    const html = root.innerHTML;
    const send = async (event) => {
      event.preventDefault();
      const [email, password] = [...document.querySelectorAll('input')].map(({ value }) => value);
      const { ok } = await fetch('/login', { method: 'POST', body: JSON.stringify({ email, password }) });
      if (ok) root.textContent = 'In';
    };`;
  const empties = `document.querySelectorAll('input').forEach((input) => { input.value = ''; });`;
  const hears = `document.querySelector('form').addEventListener('submit', send);`;
  test.each([
    ['are not listened to yet', `<form>${fields}</form>`, `setTimeout(() => { ${hears} }, 700)`],
    ['are emptied once they are', `<form>${fields}</form>`, `setTimeout(() => { ${empties} ${hears} }, 700)`],
    [
      'are emptied once the first is filled in',
      `<form>${fields}</form>`,
      `document.querySelector('input').addEventListener('input', ({ target }) => { target.value = ''; }, { once: true }); ${hears}`,
    ],
    [
      'are emptied at the very press',
      `<form>${fields}</form>`,
      `document.querySelector('button').addEventListener('mousedown', () => { ${empties} }, { once: true }); ${hears}`,
    ],
    [
      'are made anew then',
      `<form>${fields}</form>`,
      `setTimeout(() => { root.innerHTML = html; ${hears} }, 700)`,
    ],
    [
      'stand in no form',
      fields,
      `setTimeout(() => { document.querySelector('button').onclick = send; }, 700)`,
    ],
    [
      'ask for the password once the e-mail was sent',
      '<form><label>Email <input></label><button>Next</button></form>',
      `document.querySelector('form').onsubmit = (event) => {
        event.preventDefault();
        const { value } = document.querySelector('input');
        setTimeout(() => {
          root.innerHTML = '<form><input type="hidden">' +
            '<label>Password <input type="password"></label><button>Sign in</button></form>';
          document.querySelector('input').value = value;
          ${hears}
        }, 300);
      };`,
    ],
  ])('where fields %s', soon, async (_, body, script) => {
    const seen: string[] = [];
    page.on('request', (request) => seen.push(request.url()));
    let sent: unknown;
    answers = {
      'GET /': html(`<title>Shop</title><main>${body}</main><script>${sends}${script}</script>`),
      'POST /login': (request, response) => {
        request.on('data', (data) => {
          sent = JSON.parse(String(data));
        });
        request.on('end', () => response.writeHead(200).end());
      },
    };
    expect(await outcome()).toBe('signed in');
    expect(sent).toEqual(user);
    expect(seen.filter((url) => url.includes(user.password))).toEqual([]);
  });

  test('by labels and names that are not English', async () => {
    const french = plainForm
      .replace('Email', 'E-mail')
      .replace('Password', 'Mot de passe')
      .replace('Sign in', 'Entrer');
    answers = { 'GET /': html(french), 'POST /login': html('<h1>Bonjour</h1>') };
    await signIn(page, { url: origin, email: 'E-mail', password: 'Mot de passe', submit: 'Entrer' }, user);
    expect(await page.textContent('h1')).toBe('Bonjour');
  });

  test('one user after another in the same browser, with nothing left of the first', async () => {
    const sessions: (string | undefined)[] = [];
    const homeOrForm: Answer = (request, response) => {
      sessions.push(request.headers.cookie);
      const kept = `<script>document.forms[0].action += '?' + localStorage.getItem('who')</script>`;
      html(request.headers.cookie === undefined ? plainForm + kept : '<h1>Home</h1>')(request, response);
    };
    answers = {
      'GET /': homeOrForm,
      'POST /login?null': (request, response) => {
        response.setHeader('set-cookie', 'session=1');
        html('<h1>Home</h1><script>localStorage.setItem("who", "somebody")</script>')(request, response);
      },
    };
    for (let turn = 0; turn < 2; turn++) expect(await outcome()).toBe('signed in');
    expect(sessions).toEqual([undefined, 'session=1', undefined]);
  });

  test('and gives the password to nobody else on the page', async () => {
    const curious =
      "show(String(await Object.entries(window).find(([name]) => name.startsWith('seedbed_'))?.[1]?.()));";
    answers = { 'GET /': html(scripted(`await fetched; ${curious}`)), 'POST /login': status(200, '{}') };
    expect(await outcome()).toBe('signed in');
    await expect.poll(() => page.textContent('main')).toBe('');
  });

  test('where the form is built late, on a page that says 404 or 401', async () => {
    for (const code of [404, 401]) {
      const late = `<main></main><script>setTimeout(() => {
        document.querySelector('main').innerHTML = ${JSON.stringify(`<form method="post" action="/login">${fields}</form>`)};
      }, 700)</script>`;
      answers = { 'GET /': html(late, code), 'POST /login': html('<h1>Hello Ada</h1>') };
      expect(await outcome()).toBe('signed in');
    }
  });
});

describe('says at once why it cannot', soon, () => {
  test('where the application answers 500', async () => {
    answers = {
      'GET /': html('<title>Oops</title><h1>Something \u202ebroke</h1><p>Ask the operator</p>', 500),
    };
    expect(await outcome()).toBe(
      'the page answered 500 Internal Server Error. The page says: "Oops: Something \\u{202e}broke Ask the operator"',
    );
  });

  test('where the application answers 500 and nothing else', async () => {
    answers = { 'GET /': status(500) };
    expect(await outcome()).toContain('500 Internal Server Error');
  });

  test('where nothing listens', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect(await outcome(`http://127.0.0.1:${port}/`)).toContain(
      'the page cannot be opened: net::ERR_CONNECTION_REFUSED',
    );
  });

  test('where the connection is cut', async () => {
    answers = { 'GET /': (request) => request.socket.destroy() };
    expect(await outcome()).toMatch(/the page cannot be opened: net::ERR_\w+/);
  });

  test('where the page is another one', async () => {
    answers = { 'GET /': html('<title>Maintenance</title><p>Back at noon</p>') };
    expect(await outcome()).toBe(
      'the page shows no field "Password". The page says: "Maintenance: Back at noon"',
    );
  });

  test(
    'where the browser would put the password into the address, for no script takes the form over',
    soon,
    async () => {
      const seen: string[] = [];
      page.on('request', (request) => seen.push(request.url()));
      answers = { 'GET /': html(`<title>Shop</title><form>${fields}</form>`) };
      expect(await outcome()).toMatch(/no script of the page takes its form over/);
      expect(seen.filter((url) => url.includes(user.password))).toEqual([]);
    },
  );

  test('where the form has no such button', async () => {
    answers = { 'GET /': html(plainForm.replace('Sign in', 'Enter')) };
    expect(await outcome()).toMatch(
      /^the form's button "Sign in" is not there, or cannot be used\. The page says: "Shop: Welcome/,
    );
  });

  test.each([
    [
      '500',
      html('<title>Error</title>Stack trace', 500),
      /answered 500 Internal Server Error\. The page says: "Error: Stack trace"/,
    ],
    ['500 and nothing else', status(500), /answered (500 Internal Server Error|net::ERR_\w+)/],
    ['nothing', (request: IncomingMessage) => void request.socket.destroy(), /answered net::ERR_\w+/],
  ] as const)('where the login leads to a page that answers %s', async (_, answer, said) => {
    answers = { 'GET /': html(plainForm), 'POST /login': answer };
    expect(await outcome()).toMatch(said);
  });
});

describe('says what the page says where the login is refused', soon, () => {
  test('in an alert', async () => {
    const then =
      "const { status } = await fetched; document.getElementById('error').setAttribute('role', 'alert'); say('Wrong e-mail or password (' + status + ')');";
    answers = { 'GET /': html(scripted(then)), 'POST /login': status(401, '{}') };
    expect(await outcome()).toBe(
      'the form stays (POST /login: 401 Unauthorized). The page says: "Wrong e-mail or password (401)"',
    );
  });

  test('in the form, with an answer that sounds like success', async () => {
    const then = "say('Signing in…'); await fetched; say('Unknown user pw-canary-1');";
    answers = { 'GET /': html(scripted(then)), 'POST /login': status(200, '{"errors":[]}') };
    expect(await outcome()).toBe('the form stays. The page says: "Unknown user [secret]"');
  });

  test('not at all, while the server fails', async () => {
    answers = { 'GET /': html(scripted('await fetched;')), 'POST /login': status(500, '{}') };
    expect(await outcome()).toMatch(
      /^the form stays \(POST \/login: 500 Internal Server Error\)\. The page says: "Shop: /,
    );
  });

  test('after a spinner, in a form that comes back', async () => {
    const then =
      "const main = document.querySelector('main'); main.replaceChildren('One moment…'); await fetched; main.replaceChildren(form); say('Account locked');";
    answers = {
      'GET /': html(scripted(then)),
      'POST /login': (_, response) => setTimeout(() => response.writeHead(423).end('{}'), 700),
    };
    expect(await outcome()).toBe('the form stays (POST /login: 423 Locked). The page says: "Account locked"');
  });

  test.each([200, 422])('on a page that the server makes anew, with status %i', async (code) => {
    const anew = plainForm.replace('<form', '<p role="alert">Wrong password</p><form');
    answers = { 'GET /': html(plainForm), 'POST /login': html(anew, code) };
    expect(await outcome()).toMatch(/Wrong password/);
  });

  test('in the browser’s own words, where the browser does not send it', async () => {
    answers = {
      'GET /': html(plainForm.replace('name="email"', 'name="email" maxlength="90" pattern="[0-9]+"')),
    };
    expect(await outcome()).toMatch(/^the form stays\. The page says: ".*match.*"/);
  });
});
