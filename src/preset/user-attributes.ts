/** A user as built. The API is sent `name`, `email` and `password`; the rest is for tests to type into forms. */
export interface UserAttributes {
  name: string;
  first_name: string;
  last_name: string;
  /** Spelled from the name, unique, at a domain that mail does not reach. */
  email: string;
  /** 20 characters, strong; a secret, and the one value that does not repeat. */
  password: string;
  phone: string;
  job: string;
  /** `YYYY-MM-DD`; 18 to 80 years before the reference date. */
  birth_date: string;
  /** `member` unless a trait or the seed says otherwise. */
  role: string;
  street: string;
  /** One of the city's own, where places are kept; empty if a country has none. */
  zip_code: string;
  city: string;
}
