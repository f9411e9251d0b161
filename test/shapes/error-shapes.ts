/** How an API says why it refused a record, and what a person must read of it. */
export interface ErrorShape {
  readonly name: string;
  readonly refuses: unknown;
  readonly words: string;
}

/** The shapes that were seen in the field. */
export const errorShapes: readonly ErrorShape[] = [
  { name: 'a `message`', refuses: { message: 'too odd' }, words: 'too odd' },
  { name: 'a list of messages', refuses: { message: ['too odd'] }, words: 'too odd' },
  { name: 'a `detail`', refuses: { detail: 'too odd' }, words: 'too odd' },
  {
    name: 'FastAPI does',
    refuses: { detail: [{ loc: ['body', 'name'], msg: 'too odd' }] },
    words: 'too odd',
  },
  { name: 'Django does', refuses: { name: ['too odd'] }, words: 'name: too odd' },
  { name: 'Rails does', refuses: { errors: { name: ['too odd'] } }, words: 'name: too odd' },
  { name: 'a list of errors', refuses: { errors: ['too odd'] }, words: 'too odd' },
  { name: 'JSON:API does', refuses: { errors: [{ title: 'Bad', detail: 'too odd' }] }, words: 'too odd' },
  { name: 'an `error` with a message', refuses: { error: { message: 'too odd' } }, words: 'too odd' },
  {
    name: 'zod does',
    refuses: { error: { issues: [{ path: ['name'], message: 'too odd' }] } },
    words: 'name: too odd',
  },
  {
    name: 'problem+json does',
    refuses: { type: 'about:blank', title: 'Refused', detail: 'too odd' },
    words: 'too odd',
  },
];
