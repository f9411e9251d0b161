/** One form for every spelling of a base URL: the case of the host, a default port, a slash at the end, `http:/127.0.0.1` make no other API. */
export function normalBaseUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) return text;
  // `localhost.` is the same name, spelled out.
  const hostname = url.hostname.replace(/\.$/, '');
  const port = url.port === '' ? '' : `:${url.port}`;
  return `${url.protocol}//${hostname}${port}${url.pathname.replace(/\/+$/, '')}`;
}

export function sameBaseUrl(a: string, b: string): boolean {
  return a === b || normalBaseUrl(a) === normalBaseUrl(b);
}
