import type { LocaleFaker } from '../../factory/locale.ts';
import type { Job, Jobs } from './country.ts';

const youngest = 18;
const oldest = 80;

/** Ages of a service's users: one in ten below 25, one in eight from 65 up. Without jobs that fit the others, all are at work. */
const atAllAges = [
  [0.1, youngest, 25],
  [0.88, 25, 65],
  [1, 65, oldest + 1],
] as const;
const atWork = [[1, 28, 65]] as const;

/** `YYYY-MM-DD`, drawn by two numbers in [0, 1): which span of ages, and where in it. */
export function birthDate(span: number, share: number, refDate: Date, jobs: Jobs | undefined): string {
  const spans = jobs === undefined ? atWork : atAllAges;
  const [, from, to] = spans.find(([up]) => span < up) ?? atWork[0];
  const yearsAgo = (years: number): number =>
    Date.UTC(refDate.getUTCFullYear() - years, refDate.getUTCMonth(), refDate.getUTCDate());
  const earliest = yearsAgo(to) + 86_400_000;
  const born = new Date(earliest + share * (yearsAgo(from) - earliest));
  // Field by field: half of what toISOString takes, which also spells the time.
  return `${born.getUTCFullYear()}-${twoDigits(born.getUTCMonth() + 1)}-${twoDigits(born.getUTCDate())}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** Whole years from a birth date to a day. */
export function ageAt(birth: string, day: Date): number {
  const born = new Date(birth);
  const years = day.getUTCFullYear() - born.getUTCFullYear();
  const months = day.getUTCMonth() - born.getUTCMonth();
  return months < 0 || (months === 0 && day.getUTCDate() < born.getUTCDate()) ? years - 1 : years;
}

/**
 * What somebody of that age does: most are students until 22, some learn a trade; from 62 on more and more have retired, and beyond 67
 * everybody has. `draw` is in [0, 1).
 */
export function jobAt(fake: LocaleFaker, jobs: Jobs, age: number, draw: number): Job {
  if (age < youngest) return one(fake, jobs.pupils, age) ?? jobs.retired;
  if (age > 67 || (age >= jobs.retired.from && draw < (age - 60) / 8)) return jobs.retired;
  if (age < 26) {
    const student = one(fake, jobs.students, age);
    if (student !== undefined && draw < (age < 23 ? 0.6 : 0.25)) return student;
    const apprentice = one(fake, jobs.apprentices, age);
    if (apprentice !== undefined && draw < 0.8) return apprentice;
  }
  return fake.helpers.arrayElement(workOf(jobs, age) as Job[]);
}

function one(fake: LocaleFaker, jobs: readonly Job[], age: number): Job | undefined {
  const fitting = jobs.filter(({ from, to }) => age >= from && age <= to);
  return fitting.length === 0 ? undefined : fake.helpers.arrayElement(fitting);
}

const workAt = new WeakMap<Jobs, Map<number, readonly Job[]>>();

/** Which of the work of a language may be done at an age: found once, for it is asked for every record. */
function workOf(jobs: Jobs, age: number): readonly Job[] {
  const byAge = workAt.get(jobs) ?? new Map<number, readonly Job[]>();
  workAt.set(jobs, byAge);
  const known = byAge.get(age);
  if (known !== undefined) return known;
  const fitting = jobs.work.filter(({ from, to }) => age >= from && age <= to);
  // Fewer people are heads and doctors than clerks: what one begins early counts three times.
  const weighted = fitting.flatMap((job) => (job.from < 29 ? [job, job, job] : [job]));
  const found = weighted.length === 0 ? [jobs.retired] : weighted;
  byAge.set(age, found);
  return found;
}
