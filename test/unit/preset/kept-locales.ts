/** The locales whose people are made of what is kept by hand: names, jobs, places and numbers go together. And their countries. */
export const countries = {
  fr: 'FR', fr_BE: 'BE', fr_CH: 'CH', fr_LU: 'LU', fr_CA: 'CA',
  en: 'US', en_US: 'US', en_CA: 'CA', en_GB: 'GB', en_IE: 'IE', en_AU: 'AU',
  de: 'DE', de_AT: 'AT', de_CH: 'CH',
  es: 'ES', es_MX: 'MX', it: 'IT', pt_PT: 'PT', pt_BR: 'BR', nl: 'NL', nl_BE: 'BE',
  pl: 'PL', cs_CZ: 'CZ', sk: 'SK', hu: 'HU', ro: 'RO', el: 'GR', tr: 'TR', ru: 'RU', uk: 'UA',
  da: 'DK', sv: 'SE', nb_NO: 'NO', fi: 'FI',
  ja: 'JP', ko: 'KR', zh_CN: 'CN', zh_TW: 'TW',
} as const; // biome-ignore format: a table

export const keptLocales: readonly string[] = Object.keys(countries);
