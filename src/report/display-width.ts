import { stripVTControlCharacters } from 'node:util';

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** Columns a text takes on a terminal: colours none, Chinese, Japanese and Korean characters two, combining marks none. */
export function displayWidth(text: string): number {
  const plain = stripVTControlCharacters(text).replace(/\p{Mn}/gu, '');
  return [...plain].length + (plain.match(wide)?.length ?? 0);
}
