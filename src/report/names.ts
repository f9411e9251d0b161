/** `users` → `user`: one of them, in a label or a key. */
export function singular(resource: string): string {
  return resource.replace(/s$/, '');
}

/** `vms_per_user`. */
export function perKey(child: string, parent: string): string {
  return `${child}_per_${singular(parent)}`;
}
