import { loginSays } from '../../../src/messages/login.ts';
import { type Sampled, sampled } from './samples.ts';

export const login: Sampled = sampled({
  says: loginSays,
  samples: {
    backToSignIn: [['Check `auth`.']],
    signInPageAgain: [['Check `auth`.']],
    noTokenAt: [['data.token', '"user", "jwt"', 'auth.login.token']],
    noTokenBy: [['"user", "jwt"', 'auth.login.token']],
    noAccessToken: [['"error"']],
    tokenUnsaid: [[200, 'data.token', 'auth.login']],
    noCookieBut: [['"user", "user.id"', 'auth.login']],
    onlyCookies: [['"lang"']],
    noCsrfCookie: [
      ['csrftoken', '"sid"'],
      ['csrftoken', undefined],
    ],
    noCsrfHeader: [['x-csrf-token', '"date", "etag"']],
    noCsrfOnPage: [['_token']],
    noCsrfPage: [['_token']],
    quoted: [['sid']],
    noUserToken: [['sessionToken', '"id", "email"']],
  },
});
