import type { Command } from 'commander';

/** One command. Its file loads nothing but its flags; what it needs to run is imported when it runs. */
export interface CliCommand {
  readonly name: string;
  readonly summary: string;
  /** Adds flags and the action. The action sets `process.exitCode`, or throws. */
  configure(command: Command): void;
}
