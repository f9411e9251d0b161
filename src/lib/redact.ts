/** What stands in a log, error or report where a secret was. */
export const MASK = '[secret]';

const secretName =
  /pass$|passw(or)?d|passphrase|pwd$|secret|token$|authorization|api[-_]?key|cookie$|credential/i;

/** True for a field or header whose value must never be shown: `password`, `authToken`, `X-Api-Key`, `Set-Cookie`… */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** A deep copy of JSON data with the values of secret-named fields masked. */
export function maskSecrets(value: unknown, alsoSecret: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, alsoSecret));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      isSecretName(name) || alsoSecret.includes(name) ? MASK : maskSecrets(field, alsoSecret),
    ]),
  );
}

/**
 * Text with every known secret replaced: as it is, URL-encoded, JSON-escaped, and base64 at each of its three alignments. One of less
 * than four characters stays: masking it would hide half of the text and no secret.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  const forms = [...secrets].filter((secret) => secret.length >= 4).flatMap(spellings);
  if (forms.length === 0) return text;
  // The longest first, in one pass: a short secret that begins a long one must not leave the long one's end behind.
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  const any = longestFirst.map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  return text.replace(new RegExp(any, 'g'), MASK);
}

function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Half a surrogate pair, which `encodeURIComponent` throws for, has no URL-encoded form.
  const url = encodeURIComponent(secret.toWellFormed());
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const lowerHex = (text: string): string => text.replace(/%../g, (hex) => hex.toLowerCase());
  const forms = [secret, url, lowerHex(url), form, lowerHex(form), JSON.stringify(secret).slice(1, -1)];
  for (let shift = 0; shift < 3; shift++) {
    // Where the secret sits inside a longer base64 text, only the characters made wholly of its own bits are its own.
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const own = encoded.slice(shift === 0 ? 0 : shift + 1, (bytes.length + shift) % 3 === 0 ? undefined : -1);
    if (own.length >= 6) forms.push(own, own.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}
