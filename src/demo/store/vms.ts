import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { NewVm, Vm } from '../schemas.ts';
import type { Slice } from './users.ts';

/** The virtual machines table. That an owner exists is the caller's to check. */
export interface Vms {
  count(): number;
  countOf(userId: number): number;
  list(slice: Slice): Vm[];
  find(id: number): Vm | undefined;
  add(vm: NewVm, createdAt: number): Vm;
  /** Undefined where there is no such VM. */
  change(id: number, changes: { [K in keyof NewVm]?: NewVm[K] | undefined }): Vm | undefined;
  /** False where there is no such VM. */
  remove(id: number): boolean;
}

const fields = ['user_id', 'name', 'operating_system', 'cpu_cores', 'ram_gb', 'disk_gb', 'status'] as const;
const shown = `id, created_at, ${fields.join(', ')}`;

export function vmsIn(db: DatabaseSync): Vms {
  const count = db.prepare('SELECT count(*) AS n FROM vms');
  const countOf = db.prepare('SELECT count(*) AS n FROM vms WHERE user_id = ?');
  const list = db.prepare(`SELECT ${shown} FROM vms ORDER BY id LIMIT ? OFFSET ?`);
  const find = db.prepare(`SELECT ${shown} FROM vms WHERE id = ?`);
  const add = db.prepare(
    `INSERT INTO vms (created_at, ${fields.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${shown}`,
  );
  const change = db.prepare(
    `UPDATE vms SET ${fields.map((field) => `${field} = coalesce(?, ${field})`).join(', ')} WHERE id = ? RETURNING ${shown}`,
  );
  const remove = db.prepare('DELETE FROM vms WHERE id = ?');
  const values = (vm: { [K in keyof NewVm]?: NewVm[K] | undefined }): SQLInputValue[] =>
    fields.map((field) => vm[field] ?? null);
  return {
    count: () => Number(count.get()?.n),
    countOf: (userId) => Number(countOf.get(userId)?.n),
    list: (slice) => list.all(slice.limit, slice.offset) as unknown as Vm[],
    find: (id) => find.get(id) as Vm | undefined,
    add: (vm, createdAt) => add.get(createdAt, ...values(vm)) as unknown as Vm,
    change: (id, changes) => change.get(...values(changes), id) as Vm | undefined,
    remove: (id) => remove.run(id).changes === 1,
  };
}
