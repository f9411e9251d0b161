import type { LocaleFaker } from '../../factory/locale.ts';
import { type Job, type Jobs, pick } from './country.ts';

const dayMs = 86_400_000;
const youngest = 18;
const oldest = 80;

/** Up to which share of a service's users, from which age and below which: one in ten below 25, one in eight from 65 up. */
const atAllAges = [
  [0.1, youngest, 25],
  [0.88, 25, 65],
  [1, 65, oldest + 1],
] as const;
/** Without jobs that fit the others, all are at work. */
const atWork = [[1, 28, 65]] as const;

/** A span of ages in days since 1970, the draws that lead into it, and which. */
interface Span {
  readonly from: number;
  readonly upTo: number;
  readonly first: number;
  readonly days: number;
}

const spansAt = new WeakMap<Date, readonly [all: readonly Span[], work: readonly Span[]]>();

function spansOf(refDate: Date): readonly [all: readonly Span[], work: readonly Span[]] {
  const [year, month, day] = [refDate.getUTCFullYear(), refDate.getUTCMonth(), refDate.getUTCDate()];
  const spans = (list: readonly (readonly [number, number, number])[]): readonly Span[] =>
    list.map(([upTo, youngestOf, below], index) => {
      const first = Date.UTC(year - below, month, day + 1) / dayMs;
      const days = Date.UTC(year - youngestOf, month, day) / dayMs - first + 1;
      return { from: list[index - 1]?.[0] ?? 0, upTo, first, days };
    });
  const made = [spans(atAllAges), spans(atWork)] as const;
  spansAt.set(refDate, made);
  return made;
}

/** `YYYY-MM-DD`; `draw` is in [0, 1). */
export function birthDate(draw: number, refDate: Date, jobs: Jobs | undefined): string {
  const [all, work] = spansAt.get(refDate) ?? spansOf(refDate);
  const spans = jobs === undefined ? work : all;
  let at = 0;
  while (draw >= (spans[at] as Span).upTo) at++;
  const { from, upTo, first, days } = spans[at] as Span;
  const born = new Date((first + Math.floor(((draw - from) / (upTo - from)) * days)) * dayMs);
  // Field by field: half of what toISOString takes, which also spells the time.
  return `${born.getUTCFullYear()}-${twoDigits(born.getUTCMonth() + 1)}-${twoDigits(born.getUTCDate())}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** Whole years from a birth date, `YYYY-MM-DD`, to a day. */
export function ageAt(birth: string, day: Date): number {
  const years = day.getUTCFullYear() - Number(birth.slice(0, 4));
  const born = Number(birth.slice(5, 7)) * 100 + Number(birth.slice(8, 10));
  return born > (day.getUTCMonth() + 1) * 100 + day.getUTCDate() ? years - 1 : years;
}

/**
 * What a person of that age does: most are students until 22, some learn a trade; from 62 on more and more have retired, and beyond 67
 * everybody has.
 */
export function jobAt(fake: LocaleFaker, jobs: Jobs, age: number): Job {
  if (age < youngest) return one(fake, jobs.pupils, age) ?? jobs.retired;
  if (age > 67 || (age >= jobs.retired.from && fake.number.float() < (age - 60) / 8)) return jobs.retired;
  if (age < 26) {
    const draw = fake.number.float();
    const student = one(fake, jobs.students, age);
    if (student !== undefined && draw < (age < 23 ? 0.6 : 0.25)) return student;
    const apprentice = one(fake, jobs.apprentices, age);
    if (apprentice !== undefined && draw < 0.8) return apprentice;
  }
  return pick(fake, workOf(jobs, age));
}

function one(fake: LocaleFaker, jobs: readonly Job[], age: number): Job | undefined {
  const fitting = jobs.filter(({ from, to }) => age >= from && age <= to);
  return fitting.length === 0 ? undefined : pick(fake, fitting);
}

const workAt = new WeakMap<Jobs, Map<number, readonly Job[]>>();

/** Which jobs of a language people have at an age: found once, because every record asks for it. */
function workOf(jobs: Jobs, age: number): readonly Job[] {
  const byAge = workAt.get(jobs) ?? new Map<number, readonly Job[]>();
  workAt.set(jobs, byAge);
  const known = byAge.get(age);
  if (known !== undefined) return known;
  const fitting = jobs.work.filter(({ from, to }) => age >= from && age <= to);
  // Fewer people are heads and doctors than clerks: a job that is begun early counts three times.
  const weighted = fitting.flatMap((job) => (job.from < 29 ? [job, job, job] : [job]));
  const found = weighted.length === 0 ? [jobs.retired] : weighted;
  byAge.set(age, found);
  return found;
}
