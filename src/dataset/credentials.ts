/** E-mail and password of a seeded user. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}
