/** A secret in every spelling that a log could hold it in. */
export function spellingsOf(canary: string): string[] {
  return [
    canary,
    encodeURIComponent(canary),
    JSON.stringify(canary).slice(1, -1),
    Buffer.from(canary).toString('base64').replace(/=+$/, ''),
    Buffer.from(canary).toString('base64url'),
  ];
}
