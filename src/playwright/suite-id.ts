/** What a worker's suite and a reporter's suite have in common. */
export interface AnySuite {
  readonly title: string;
  readonly parent?: AnySuite | undefined;
  readonly _parallelMode?: string;
  /** Of a describe; the file itself is not one. */
  readonly location?: { readonly line: number; readonly column: number } | undefined;
}

/** The outermost suite whose tests run in order and are retried together: Playwright's `serial` mode, an internal. */
export function serialSuite<S extends AnySuite>(suite: S): S | undefined {
  let outermost: S | undefined;
  for (let at: S | undefined = suite; at !== undefined; at = at.parent as S | undefined)
    if (at._parallelMode === 'serial') outermost = at;
  return outermost;
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
