/**
 * True for host names that cannot leave the machine: `localhost`, 127.0.0.0/8, `::1` and its IPv4-mapped spellings, with or
 * without brackets, as the URL parser spells them (it has already turned `0177.1`, `0x7f000001` and `2130706433` into 127.0.0.1).
 * `localhost.evil.example` and `127.0.0.1.nip.io` are not.
 */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  return (
    name === 'localhost' ||
    name === 'localhost.' ||
    name === '::1' ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    // `::ffff:127.0.0.1`, which the parser spells `::ffff:7f00:1`.
    /^::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(name)
  );
}
