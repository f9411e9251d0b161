/**
 * Mobile numbers by country, in national form, `#` for any digit: the examples of Google's libphonenumber
 * (https://github.com/google/libphonenumber), with as many digits left open as all keep the number valid. Then the locales of that country.
 * They may be somebody's: no country here keeps mobiles for fiction that validators accept, but Germany, Australia and Sweden.
 */
const countries = [
  ['06 12 ## ## ##,06 23 ## ## ##,06 81 ## ## ##,07 81 ## ## ##', 'fr'],
  ['0152 28817###,0176 040690##,0171 39200##', 'de'],
  ['0491 570 1##', 'en_AU en_AU_ocker'],
  ['070-174 06 ##', 'sv'],
  ['07400 ######', 'en_GB cy'],
  ['090-1###-####,080-3###-####', 'ja'],
  ['077 ######', 'hy'],
  ['0660 ######', 'de_AT'],
  ['040 2## ## ##', 'az'],
  ['01810-######', 'bn_BD'],
  ['0470 ## ## ##', 'fr_BE nl_BE'],
  ['(11) 96###-####', 'pt_BR'],
  ['078 ### ## ##', 'de_CH fr_CH'],
  ['131 2### ####', 'zh_CN'],
  ['601 ### ###', 'cs_CZ'],
  ['34 4# ## ##', 'da'],
  ['010 0#######', 'ar'],
  ['612 ## ## ##,655 ## ## ##', 'es'],
  ['041 #######', 'fi'],
  ['555 ## ## ##', 'ka_GE'],
  ['023 ### ####', 'en_GH'],
  ['691 ### ####', 'el'],
  ['512# ####', 'en_HK'],
  ['092 ### ####', 'hr'],
  ['06 20 ### ####', 'hu'],
  ['0812-###-###', 'id_ID'],
  ['085 ### ####', 'en_IE'],
  ['050-2##-####', 'he'],
  ['0812## #####', 'en_IN ta_IN'],
  ['0791 ### ####', 'ku_ckb'],
  ['0912 ### ####', 'fa'],
  ['312 ### ####', 'it'],
  ['010-2###-####', 'ko'],
  ['628 ### ###', 'fr_LU'],
  ['21 ### ###', 'lv'],
  ['0621 ## ###', 'ro_MD'],
  ['072 ### ###', 'mk'],
  ['88## ####', 'mn_MN_cyrl'],
  ['771-####', 'dv'],
  ['222 ### ####', 'es_MX'],
  ['0802 ### ####', 'en_NG yo_NG'],
  ['06 1#######', 'nl'],
  ['40 ## ## ##', 'nb_NO'],
  ['984-1######', 'en_NP ne'],
  ['0301 #######', 'ur'],
  ['512 ### ###', 'pl'],
  ['912 ### ###', 'pt_PT'],
  ['0712 ### ###', 'ro'],
  ['060 1######', 'sr_RS_latin'],
  ['8 (912) ###-##-##', 'ru'],
  ['031 ### ###', 'sl_SI'],
  ['0912 ### ###', 'sk'],
  ['70 ### ## ##', 'fr_SN'],
  ['081 ### ####', 'th'],
  ['0501 ### ## ##', 'tr ku_kmr_latin'],
  ['0912 ### ###', 'zh_TW'],
  ['050 ### ####', 'uk'],
  ['91 ### ## ##', 'uz_UZ_latin'],
  ['0912 ### ###', 'vi'],
  ['071 ### ####', 'af_ZA en_ZA zu_ZA'],
] as const;

const byLocale = new Map<string, readonly string[]>(
  countries.flatMap(([patterns, locales]) =>
    locales.split(' ').map((locale) => [locale, patterns.split(',')] as const),
  ),
);

/** North America has no mobiles apart: its numbers for fiction serve as any. Also for locales of no country. */
const northAmerican = ['(212) 555-01##', '(312) 555-01##', '(415) 555-01##', '(713) 555-01##'];

export function mobilesOf(locale: string): readonly string[] {
  return byLocale.get(locale) ?? northAmerican;
}
