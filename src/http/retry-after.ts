/**
 * `Retry-After` → milliseconds to wait, or undefined where it says nothing usable: negative, zero, in the past, nonsense. A date is
 * compared with the answer's own `Date`: the server's clock may be hours away from ours.
 *
 * @param wall our clock in epoch ms, for servers that send no `Date`
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, wall: number): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return positive(Number(text) * 1000);
  // Date.parse takes almost anything for a date, "-5" for the year 2001.
  if (!/^[A-Z][a-z]+,? /.test(text)) return undefined;
  const sent = Date.parse(headers.date ?? '');
  return positive(Date.parse(text) - (Number.isNaN(sent) ? wall : sent));
}

function positive(ms: number): number | undefined {
  return ms > 0 ? Math.min(Math.ceil(ms), Number.MAX_SAFE_INTEGER) : undefined;
}
