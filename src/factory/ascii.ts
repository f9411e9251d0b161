// Letters that Unicode does not decompose into a base letter and an accent, and whole alphabets as a reader would spell
// them in an address. Pairs `letter:spelling`.
const latin = 'œ:oe æ:ae ß:ss ø:o ł:l đ:d ð:d þ:th ı:i ħ:h ŋ:ng ə:e ʻ: ŧ:t ĸ:k';
const cyrillic =
  'а:a б:b в:v г:g д:d е:e ж:zh з:z и:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: ' +
  'э:e ю:yu я:ya є:ye і:i ґ:g ђ:dj ј:j љ:lj њ:nj ћ:c џ:dz ѕ:dz ө:o ү:u';
const greek =
  'α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o';
const arabic =
  'ا:a ب:b ت:t ث:th ج:j ح:h خ:kh د:d ذ:dh ر:r ز:z س:s ش:sh ص:s ض:d ط:t ظ:z ع:a غ:gh ف:f ق:q ك:k ل:l م:m ن:n ه:h و:w ي:y ' +
  'ى:a ة:a ء: ئ:y ؤ:w پ:p چ:ch ژ:zh گ:g ک:k ی:y';
const spelling = new Map(
  [latin, cyrillic, greek, arabic]
    .join(' ')
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
const umlauts: readonly [string, string][] = [
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
];
/** How letters are spelled, and what has been. */
const others = { letters: spelling, known: new Map<string, string>() };
const german = { letters: new Map([...spelling, ...umlauts]), known: new Map<string, string>() };
const mostKnown = 5000;

/**
 * A name as the words of an e-mail address or host would spell it: lower-case `a-z0-9`, other runs become one `-`.
 * `Éloïse Lefèvre-Cœur` → `eloise-lefevre-coeur`; German umlauts as `ae`, `oe`, `ue`; Cyrillic, Greek and Arabic letter by letter.
 * Empty if nothing can be spelled (Japanese, Korean, Chinese…).
 */
export function ascii(text: string, locale = ''): string {
  const { letters, known } = locale === 'de' || locale.startsWith('de_') ? german : others;
  let spelled = known.get(text);
  if (spelled === undefined) {
    spelled = spell(text, letters);
    // Names are drawn from lists of some hundreds: the same ones come again and again.
    if (known.size < mostKnown) known.set(text, spelled);
  }
  return spelled;
}

function spell(text: string, letters: ReadonlyMap<string, string>): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\0-\x7f]/g, (letter) => letters.get(letter) ?? unaccented(letter, letters))
    .replace(/['’ʼ`´.]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function unaccented(letter: string, letters: ReadonlyMap<string, string>): string {
  const base = letter.normalize('NFD').charAt(0);
  if (base === letter) return /\p{M}/u.test(letter) ? '' : '-';
  return letters.get(base) ?? base;
}
