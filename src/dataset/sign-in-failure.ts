import { SeedbedError } from '../errors.ts';
import { escapeText } from '../lib/escape.ts';
import { redact } from '../lib/redact.ts';
import { datasetSays } from '../messages/dataset.ts';
import { readWords, type SignInPage } from './sign-in-page.ts';

/** What is known of a sign-in that came to nothing. */
interface FailedSignIn {
  /** Of the form. */
  readonly url: string;
  readonly email: string;
  readonly what: string;
  /** What the page says to it. @default its title and first words */
  readonly says?: string | undefined;
  readonly secrets?: readonly string[];
  readonly cause?: unknown;
}

export async function signInFailure(
  page: SignInPage,
  { url, email, what, says, secrets = [], cause }: FailedSignIn,
): Promise<SeedbedError> {
  const words = says ?? (await firstWords(page));
  const told = [escapeText(email, 100), escapeText(url, 200), escapeText(what, 300)] as const;
  const message =
    words === ''
      ? datasetSays.failed(...told)
      : datasetSays.failedAndPageSays(...told, escapeText(words, 300));
  return new SeedbedError('SEEDBED_AUTH', redact(message, secrets), cause === undefined ? {} : { cause });
}

async function firstWords(page: SignInPage): Promise<string> {
  try {
    const [title, { body }] = await Promise.all([page.title(), page.evaluate(readWords)]);
    return body.startsWith(title) || title === '' ? body : `${title}: ${body}`;
  } catch {
    // A browser's own error page may not let itself be read.
    return '';
  }
}
