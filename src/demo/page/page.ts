/** placeholder replaced below */
export const page: string = '<!doctype html><title>Seedbed demo</title>';
export const pageHeaders: Record<string, string> = { 'content-type': 'text/html; charset=utf-8' };
