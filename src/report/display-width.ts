import truncated from 'fast-string-truncated-width';

/** Columns a text takes on a terminal: colours none, Chinese, Japanese and Korean characters two, combining marks none. */
export function displayWidth(text: string): number {
  return truncated(text).width;
}

/** A text without colours, cut to so many columns if it is wider; then it ends with `…`. */
export function cutToWidth(text: string, width: number): string {
  const { index, truncated: cut } = truncated(text, { limit: width, ellipsis: '…', ellipsisWidth: 1 });
  return cut ? `${text.slice(0, index)}…` : text;
}

/** Fills a text up with spaces, on the side that the alignment leaves free. */
export function padToWidth(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + space : space + text;
}
