import { SeedbedError } from '../errors.ts';
import { escapeText } from '../lib/escape.ts';
import { redact } from '../lib/redact.ts';
import { datasetSays } from '../messages/dataset.ts';
import { readWords, type SignInPage } from './sign-in-page.ts';

/** @param says What the page says to it; its title and first words if not given. */
export async function signInFailure(
  page: SignInPage,
  { url }: { readonly url: string },
  email: string,
  what: string,
  {
    secrets = [],
    cause,
    says,
  }: { secrets?: readonly string[]; cause?: unknown; says?: string | undefined } = {},
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
