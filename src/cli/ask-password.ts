import { interrupted } from './interrupt.ts';

/** Asks the person at the terminal, showing dots; undefined where nobody is there to answer. */
export async function askPassword(account: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message: `Password for ${account}`, output: process.stderr });
  if (isCancel(answer)) throw interrupted();
  return answer;
}
