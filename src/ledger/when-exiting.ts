/** What open ledgers do when this process exits. */
const acts = new Set<() => void>();

/**
 * Runs something when this process exits by itself, by `process.exit` or with an error; a kill does not come here. It must be done at once.
 * One listener serves all, because Node warns of more than ten. An error in it is dropped: nobody is left to hear it.
 *
 * @returns undoes it
 */
export function whenExiting(act: () => void): () => void {
  if (acts.size === 0) process.on('exit', actAll);
  acts.add(act);
  return () => {
    acts.delete(act);
    if (acts.size === 0) process.off('exit', actAll);
  };
}

function actAll(): void {
  for (const act of acts)
    try {
      act();
    } catch {
      // A full disk: the intents stay open, and are looked up.
    }
}
