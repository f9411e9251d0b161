const said = new Set<string>();

/** Warns of something that a version of a dependency lacks: once in a process, however often it is missed. */
export function warnOnce(warning: string, code: string): void {
  if (said.has(warning)) return;
  said.add(warning);
  process.emitWarning(warning, { type: 'SeedbedWarning', code });
}
