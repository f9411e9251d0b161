import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Records between two looks. */
const every = 1000;

/** As much young space as a steady stream of records needs. Node lets it grow to 128 MB, most of it garbage that was not collected yet. */
const enoughBytes = 16 * 1024 * 1024;

/**
 * Keeps V8's space for new objects from growing, once it is large enough: a million records then take as much memory as some thousands.
 * To be called for each record. A V8 that does not know the flag goes on as it is.
 */
export function boundYoungHeap(): () => void {
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
