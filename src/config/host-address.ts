/** Where workers find the run's host: set by a runner's global set-up, inherited by its workers. */
const variable = 'SEEDBED_HOST';

export function hostAddress(): string | undefined {
  return process.env[variable];
}

export function setHostAddress(address: string | undefined): void {
  if (address === undefined) delete process.env[variable];
  else process.env[variable] = address;
}
