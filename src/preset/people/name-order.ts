const familyFirst = /^(ja|hu|vi|ko|zh)(_|$)/;

/** In the order of the language: family first, and written together, if people do so. */
export function fullName(firstName: string, lastName: string, locale: string): string {
  if (/^(zh|ko)(_|$)/.test(locale)) return lastName + firstName;
  return familyFirst.test(locale) ? `${lastName} ${firstName}` : `${firstName} ${lastName}`;
}

/** The other way round: the first word is one name, the rest the other. */
export function splitName(
  name: string,
  locale: string,
): { readonly firstName: string; readonly lastName: string } {
  const [first = '', ...rest] = name.split(/\s+/);
  const others = rest.join(' ');
  return familyFirst.test(locale)
    ? { firstName: others, lastName: first }
    : { firstName: first, lastName: others };
}
