import type { Answered, Asked } from '../unit/http/login/login-server.ts';

interface Person {
  readonly id: number;
  readonly login: string;
  readonly secret: string;
}

/** An API and its application in one. A login ends the user's other session, as with a single session a user. */
export class Shop {
  readonly records: Map<string, Person> = new Map();
  readonly #sessions: Map<string, string> = new Map();
  readonly #mostLogins: number;
  #next = 1;
  logins: number = 0;

  constructor(mostLogins = 5) {
    this.#mostLogins = mostLogins;
  }

  readonly handle: (asked: Asked) => Answered = (asked) => {
    const { method, path, body, cookies, headers } = asked;
    const login = [...this.#sessions].find(([, id]) => id === cookies.sid)?.[0];
    if (path === '/session') return this.#logIn(JSON.parse(body));
    if (path === '/me') return login === undefined ? { status: 401 } : { body: { login } };
    if (path === '/sign-out') return this.#logOut(login);
    if (path === '/')
      return {
        body: login === undefined ? '<label>Password <input type="password"></label>' : `<h1>${login}</h1>`,
      };
    const id = path.split('/')[2];
    const own = id === undefined ? undefined : this.records.get(id);
    const isOwn = own !== undefined && own.login === login && method === 'GET';
    if (headers.authorization !== 'Bearer operator' && !isOwn) return { status: 401 };
    if (method === 'POST') {
      const record = { id: this.#next++, ...JSON.parse(body) };
      this.records.set(String(record.id), record);
      return { status: 201, body: { id: record.id, login: record.login } };
    }
    if (id === undefined) return { body: [...this.records.values()].map(({ secret: _, ...shown }) => shown) };
    if (method === 'DELETE') this.records.delete(id);
    return own === undefined ? { status: 404 } : { body: { id: own.id, login: own.login } };
  };

  #logIn({ login, secret }: { login: string; secret: string }): Answered {
    if (++this.logins > this.#mostLogins) return { status: 429, body: { message: 'Too many logins.' } };
    const isRight = [...this.records.values()].some((one) => one.login === login && one.secret === secret);
    if (!isRight) return { status: 401 };
    const sid = `sid-${this.logins}`;
    this.#sessions.set(login, sid);
    return { body: { token: sid }, headers: { 'set-cookie': `sid=${sid}; Path=/; HttpOnly` } };
  }

  #logOut(login: string | undefined): Answered {
    if (login !== undefined) this.#sessions.delete(login);
    return { body: 'Bye.', headers: { 'set-cookie': 'sid=; Path=/; Max-Age=0' } };
  }
}
