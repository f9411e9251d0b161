/** What a worker's suite and a reporter's suite have in common. */
export interface AnySuite {
  readonly title: string;
  readonly parent?: AnySuite | undefined;
  /** Of a describe; the file itself is not one. */
  readonly location?: { readonly line: number; readonly column: number } | undefined;
}

/** Titles from the outermost describe down. `isDescribe` tells describes from the file, project and root above them. */
export function describePath<S extends AnySuite>(suite: S, isDescribe: (suite: S) => boolean): string[] {
  const path: string[] = [];
  for (let at: S | undefined = suite; at !== undefined && isDescribe(at); at = at.parent as S | undefined)
    path.unshift(at.title);
  return path;
}

/** Tells describes of one file apart, those of the same title too; empty for the file itself. */
export function suiteIdOf(path: readonly string[], { location }: AnySuite): string {
  return path.length === 0 ? '' : `${path.join(' › ')} ${location?.line}:${location?.column}`;
}
