/**
 * Characters that must not reach a terminal, a log or a report unescaped: control characters (ESC begins a command to the terminal, CR
 * rewrites a line), halves of surrogate pairs, line and paragraph separators, characters that reverse the direction of text, and characters
 * that cannot be seen. Three kinds of invisible characters stay, because ordinary text needs them: joiners inside an emoji, joiners between
 * letters of Arabic and Indic scripts, and the tags of a flag such as Scotland's.
 */
const scripts = ['Arab', 'Beng', 'Deva', 'Gujr', 'Guru', 'Knda', 'Mlym', 'Orya', 'Sinh', 'Taml', 'Telu'];
const joined = `[${scripts.map((script) => `\\p{scx=${script}}`).join('')}]`;
const emojiEnd = '(?:\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\ufe0f)';
const needed = [
  `(?<=${emojiEnd})\\u200d(?=\\p{Extended_Pictographic})`,
  `(?<=(?=[^\\p{Cf}])${joined})[\\u200c\\u200d](?=(?=[^\\p{Cf}])${joined})`,
  '(?<=\\u{1f3f4})[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{3,6}\\u{e007f}',
].join('|');
const unseen = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\u034f\\u115f\\u1160\\u3164\\uffa0]';

/** Made when used: reading what Unicode knows of them takes some milliseconds, and most texts are ASCII. */
let made: { readonly either: RegExp; readonly anyUnseen: RegExp } | undefined;

function patterns(): NonNullable<typeof made> {
  made ??= { either: new RegExp(`(${needed})|${unseen}`, 'gu'), anyUnseen: new RegExp(unseen, 'u') };
  return made;
}

/** Most texts have nothing to escape; this costs a tenth of the replacement. */
function hasUnseen(text: string): boolean {
  return !/^[\x20-\x7e]*$/.test(text) && patterns().anyUnseen.test(text);
}

const short: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * Text from an API, a ledger or a file, made safe for one line: characters that cannot be seen or would control a terminal are escaped
 * (`\x1b`, `\r`, `\n`, `\u{202e}`). Ordinary text of any script stays as it is, and so does text that was escaped before.
 *
 * @param most Longest result, in code points; what is longer ends with `…`.
 */
export function escapeText(text: string, most: number = Number.POSITIVE_INFINITY): string {
  // Escaping never shortens: of a megabyte, only what can be shown is looked at.
  const seen = text.length > 2 * most + 2 ? text.slice(0, 2 * most + 2) : text;
  const escaped = hasUnseen(seen)
    ? seen.replace(patterns().either, (found, keep: string | undefined) => keep ?? spellOut(found))
    : seen;
  return escaped.length > most ? cut(escaped, most) : escaped;
}

/** The same for a text of several lines: its line breaks stay. */
export function escapeLines(text: string): string {
  return text
    .split(/\r\n|\n/)
    .map((line) => escapeText(line))
    .join('\n');
}

/** JSON text of the same data, without characters that control a terminal or hide text: such characters become `\uXXXX`. */
export function escapeJson(json: string): string {
  // Whatever is below U+0020 in JSON text is its own line breaks and indents: `JSON.stringify` spells out those of the data.
  if (!hasUnseen(json.replaceAll('\n', ''))) return json;
  return json.replace(patterns().either, (found, keep: string | undefined) => {
    if (keep !== undefined || found < ' ') return found;
    return Array.from(
      { length: found.length },
      (_, i) => `\\u${hex(found.charCodeAt(i)).padStart(4, '0')}`,
    ).join('');
  });
}

function spellOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return short[character] ?? (code < 0x100 ? `\\x${hex(code).padStart(2, '0')}` : `\\u{${hex(code)}}`);
}

function hex(code: number): string {
  return code.toString(16);
}

/** Cuts between whole characters as people see them: half of an emoji leaves a joiner behind. */
function cut(text: string, most: number): string {
  if ([...text].length <= most) return text;
  let kept = '';
  let length = 1;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    length += [...segment].length;
    if (length > most) break;
    kept += segment;
  }
  // A joiner belongs to the character before it, and now joins nothing.
  return `${kept.replace(/[\u200c\u200d]+$/, '')}…`;
}
