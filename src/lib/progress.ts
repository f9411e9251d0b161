/** How far the records of one resource are. */
export interface Progress {
  readonly phase: 'create' | 'remove';
  readonly resource: string;
  readonly done: number;
  readonly failed: number;
  readonly total: number;
}
