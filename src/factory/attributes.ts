/** One record's attributes before the server knows it, by name. */
export type Attributes = Readonly<Record<string, unknown>>;
