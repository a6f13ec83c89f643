import { DIFF_LINES, type DiffEffort, type DiffFigure, type DiffResult } from './diff.js';
import { median } from './stopwatch.js';
import { table } from './table.js';

/** What the diff part gave. */
export interface DiffReport {
  effort: DiffEffort;
  results: DiffResult[];
}

const SCAN_AIM = 1.5;

/** The section about the diff as Markdown. */
export function formatDiff({ effort, results }: DiffReport): string {
  const libraries = results[0]?.libraries.map(({ name }) => name) ?? [];
  return `## Diff

Two versions of an order of ${DIFF_LINES.join(', ')} lines, both parsed from JSON, so that they share no objects. The contenders take turns: ${effort.rounds} rounds of ${effort.milliseconds} ms each after as long a
warm-up; medians, in comparisons a second. The aim is to be faster than every library in every case: a ratio to the fastest of them above 1. How far the
worst round lies below the ratio is the noise of the machine.

${table(['lines', 'case', 'ours', ...libraries, 'ours to the fastest library', 'in the worst round'], results.map(toRateRow))}

How many changes each tells of in the same order:

${table(['lines', 'case', 'ours', ...libraries], results.map(toChangesRow))}

Ours are RFC 6902 operations with the value before, without move and copy; before they are timed, they are applied, and must lead to the other version, keyed arrays in any order.
deep-diff and microdiff count differences, by position; fast-json-patch (\`compare\`) and rfc6902 (\`createPatch\`) operations; jsondiffpatch the lists in its delta, a moved line being one.
microdiff runs without its search for cycles, jsondiffpatch with \`objectHash\` by id and without text diffs. Everything changed: every scalar but the ids in arrays.

On identical records, against a plain recursive equality scan (\`for…in\`), the least that any comparison must do. The aim is at most ${SCAN_AIM} times its time:

${table(['lines', 'ours', 'equality scan', 'times the scan'], results.flatMap(toScanRow))}

${formatShortfalls(results)}`;
}

const rateOf = ({ rates }: DiffFigure): number => median(rates);

function fastestOf({ libraries }: DiffResult): DiffFigure {
  const [first, ...others] = libraries.filter(({ rates }) => rates.length > 0) as [DiffFigure, ...DiffFigure[]];
  return others.reduce((fastest, one) => (rateOf(one) > rateOf(fastest) ? one : fastest), first);
}

function ratioOf(result: DiffResult): number {
  return rateOf(result.ours) / rateOf(fastestOf(result));
}

function worstRatioOf(result: DiffResult): number {
  const { rates } = fastestOf(result);
  return Math.min(...result.ours.rates.map((rate, round) => rate / (rates[round] ?? rate)));
}

function timesTheScan({ ours, scan }: DiffResult): number | undefined {
  return scan === undefined ? undefined : rateOf(scan) / rateOf(ours);
}

function toRateRow(result: DiffResult): string[] {
  const { lines, title, ours, libraries } = result;
  const ratio = `${ratioOf(result).toFixed(2)} (${fastestOf(result).name})`;
  return [String(lines), title, formatRate(ours), ...libraries.map(formatRate), ratio, worstRatioOf(result).toFixed(2)];
}

function formatRate(figure: DiffFigure): string {
  if (figure.rates.length === 0) return 'over 1 s each';
  return rateOf(figure).toFixed(rateOf(figure) < 100 ? 1 : 0);
}

function toChangesRow({ lines, title, ours, libraries }: DiffResult): string[] {
  return [String(lines), title, ...[ours, ...libraries].map(({ changes }) => String(changes))];
}

function toScanRow(result: DiffResult): string[][] {
  const times = timesTheScan(result);
  if (result.scan === undefined || times === undefined) return [];
  return [[String(result.lines), formatRate(result.ours), formatRate(result.scan), times.toFixed(2)]];
}

function formatShortfalls(results: readonly DiffResult[]): string {
  const shortfalls = results.flatMap((result) => {
    const { lines, title, cost } = result;
    const ratio = ratioOf(result);
    const times = timesTheScan(result) ?? 0;
    return [
      ...(ratio > 1 ? [] : [`${ratio.toFixed(2)} of the rate of ${fastestOf(result).name}`]),
      ...(times <= SCAN_AIM ? [] : [`${times.toFixed(2)} times the equality scan`]),
    ].map((shortfall) => `- ${lines} lines, ${title}: ${shortfall}; ${cost}.`);
  });
  if (shortfalls.length === 0) return 'Every case meets the aims.';
  return `Short of the aims, and what the case costs us:\n\n${shortfalls.join('\n')}`;
}
