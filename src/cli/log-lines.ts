import type { LogLevel } from '../config/config.ts';
import { systemClock } from '../lib/clock.ts';
import { escapeText } from '../lib/escape.ts';
import { isFrame, type LogEvent, levelNumbers, type RequestSent } from '../log/events.ts';
import { logLinesSay as say } from '../messages/log-lines.ts';
import { words } from '../messages/words.ts';
import { noteText } from '../report/run-report.ts';
import { countedNames } from '../report/run-summary.ts';
import { wrap } from '../report/table.ts';
import { paint, tell } from './terminal.ts';

/** How many requests are told one by one; after that, the sums of each second. */
const mostSingle = 100;
/** In the queue; less is not worth a word. */
const longWaitMs = 100;
const longest = 400;
/** What stands before a line. */
const indent = ' '.repeat('123.4 s · '.length + 1);
const leastRoom = 24;
const narrow = 58;
const togetherMs = 1000;

/** Tells a run's log on stderr while it is written: a line an event, what is below the log's level left out. */
export function logTeller(least: LogLevel): (level: LogLevel, event: LogEvent) => void {
  const begunAt = systemClock.now();
  const isNews = newsOf(least);
  return (level, event) => {
    if (!isFrame(event) && levelNumbers[level] < levelNumbers[least]) return;
    const text = isNews(event) ? lineOf(event) : undefined;
    if (text === undefined) return;
    const time = words()
      .number((systemClock.now() - begunAt) / 1000, 1)
      .padStart(6);
    const { isTTY, columns } = process.stderr;
    const width = columns || 80;
    // If there is little room, a line goes on further to the left: an address should fit.
    const below = width < narrow ? indent.slice(0, 3) : indent;
    const hung = `${indent.slice(below.length)}${text}`;
    const lines = isTTY ? wrap(hung, Math.max(leastRoom, width - below.length)).trimStart() : text;
    tell(`${paint('dim', `${time} s`)} ${markOf(level, event)} ${lines.replaceAll('\n', `\n${below}`)}`);
  };
}

/** Whether an event says something new. */
function newsOf(least: LogLevel): (event: LogEvent) => boolean {
  let requests = 0;
  let toldWaitAt = Number.NEGATIVE_INFINITY;
  let before: LogEvent['event'] | undefined;
  const isNews = (event: LogEvent): boolean => {
    switch (event.event) {
      case 'request':
        requests++;
        // At `debug`, each is told where it is sent.
        return requests <= mostSingle && least !== 'debug';
      case 'pulse':
        return requests > mostSingle;
      case 'wait': {
        // Each request tells its own turn, while each is told; and all that are refused at once wait together.
        if (event.because === 'turn') return requests > mostSingle;
        const isFirst = event.at - toldWaitAt >= togetherMs;
        if (isFirst) toldWaitAt = event.at;
        return isFirst;
      }
      case 'retry':
        return before !== 'wait';
      case 'gave-up':
        // The request has just told why.
        return before !== 'request' || event.attempts > 1;
      default:
        return true;
    }
  };
  return (event) => {
    const is = isNews(event);
    before = event.event;
    return is;
  };
}

function markOf(level: LogLevel, event: LogEvent): string {
  if (levelNumbers[level] >= levelNumbers.error) return paint('red', '✗');
  const hasFailed = event.event === 'request' && event.why !== undefined;
  return level === 'warning' || hasFailed ? paint('yellow', '!') : paint('dim', '·');
}

/** An event in words; undefined if another one tells it, too. */
export function lineOf(event: LogEvent): string | undefined {
  switch (event.event) {
    case 'run-begun':
      return say.begun(escapeText(event.run), escapeText(event.baseUrl));
    case 'dataset-asked':
      return event.path === '' ? undefined : say.asked(shown(event.path));
    case 'dataset-made': {
      const { records, failed, ms, requests } = event;
      const counts = countedNames(records);
      return failed > 0 ? say.madeBut(counts, failed, ms, requests) : say.made(counts, ms, requests);
    }
    case 'dataset-dropped':
      return say.dropped(shown(event.path));
    case 'dataset-grown':
      return say.grown(countedNames(event.records));
    case 'data-waited':
      return event.path === '' ? undefined : say.dataWaited(shown(event.path), event.ms);
    case 'dataset-removed':
      return event.left > 0
        ? say.removedBut(event.removed, event.left, event.ms)
        : say.removed(event.removed, event.ms);
    case 'request':
      return event.isLogin ? undefined : requestLine(event);
    case 'pulse': {
      const { answered, limited, failed, from, to } = event;
      return limited + failed > 0
        ? say.pulse(answered, limited, failed, to - from)
        : say.answers(answered, to - from);
    }
    case 'wait':
      return say[event.because](event.ms);
    case 'retry':
      return say.retry(requestOf(event), event.afterMs);
    case 'gave-up':
      return say.gaveUp(requestOf(event), shown(event.why), event.attempts);
    case 'login':
      return say.login(shown(event.path), event.status, event.ms);
    case 'swept':
      return event.note === undefined ? say.swept(event.ms) : shown(event.note);
    case 'swept-run':
      return say.sweptRun(shown(event.run), countedNames(event.records));
    case 'left':
      return say.left(shown(event.resource), shown(event.id), shown(event.reason));
    case 'note':
      return shown(noteText(event));
    case 'cut':
      return say.cut;
    case 'run-ended':
      // The statistics say it.
      return undefined;
  }
}

function requestLine(event: RequestSent): string {
  const { status, why, ms, waitedMs } = event;
  const end = shown(why ?? String(status ?? ''));
  return waitedMs < longWaitMs
    ? say.request(requestOf(event), end, ms)
    : say.requestAfter(requestOf(event), end, ms, waitedMs);
}

function requestOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return shown(`${method} ${path}`);
}

function shown(text: string): string {
  return escapeText(text, longest);
}
