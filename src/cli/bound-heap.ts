import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Records between two looks. */
const every = 1000;

/** As much young space as a steady stream of records needs. Node lets it grow to 128 MB, most of it garbage that was not collected yet. */
const enoughBytes = 16 * 1024 * 1024;

/**
 * Keeps V8's heap small while a stream of records goes through it: a million records then take as much memory as a hundred thousand.
 * Its space for old objects may grow by 30 % between two full collections (V8's own choice is up to four times), and its space for new
 * ones stops growing once it is large enough. The result is to be called for each record. A V8 that does not know a flag goes on as it is.
 */
export function boundHeap(): () => void {
  setFlagsFromString('--heap-growing-percent=30');
  let records = 0;
  let bounded = false;
  return () => {
    if (bounded || ++records % every !== 0) return;
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    if ((young?.space_size ?? 0) < enoughBytes) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    bounded = true;
  };
}
