import { escapeText } from '../../lib/escape.ts';

/** Markup that is safe to stand in a page: made by {@link html} alone. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | undefined | false | readonly (Html | string)[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A text from anywhere, as it may stand between tags and in a quoted attribute; what hides or reverses is spelled out. French signs stay
 * on the line of their words.
 */
export function escapeHtml(text: string): string {
  return escapeText(text)
    .replace(/[&<>"']/g, (character) => entities[character] as string)
    .replace(/(?<=«) | (?=[»:;!?%](?:\s|$))/g, '\u00a0');
}

/** Markup; whatever is put in is escaped, unless it was made in the same way. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, at) => text + shown(parts[at])).join(''));
}

/** What was made by a library that escapes for itself. */
export function trusted(text: string): Html {
  return new Html(text);
}

function shown(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(shown).join('');
  return escapeHtml(String(part));
}
