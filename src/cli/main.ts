#!/usr/bin/env node
import module from 'node:module';
import { cacheFolder } from '../config/user-folders.ts';

// The next start need not compile the same again: so this comes before all else is loaded. A folder that cannot be written is no error: then
// it does. An old Node lacks this, and is to link all the same.
const folder = cacheFolder();
if (folder !== undefined) (module as Partial<typeof module>).enableCompileCache?.(folder);

const { runCommand } = await import('./run-command.ts');
await runCommand();
