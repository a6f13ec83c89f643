import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { runBacklog } from './backlog.js';
import { runCore } from './core.js';
import { runDiff } from './diff.js';
import { checkOperations } from './expected-operations.js';
import { runFiles } from './files.js';
import { type Options, PARTS, parseOptions } from './options.js';
import { SIZES } from './orders.js';
import { runPull } from './pull.js';
import { formatReport, type Results } from './report.js';
import { runRounds } from './rounds.js';

const RESULTS = new URL('../../bench/RESULTS.md', import.meta.url);

const loadNow = (): number => loadavg()[0] ?? 0;

const say = (line: string): void => console.error(line);

async function run(options: Options, command: string): Promise<Results> {
  const startedAt = new Date();
  const results: Results = {
    startedAt,
    seconds: 0,
    load: { before: loadNow(), highest: loadNow() },
    command,
    rounds: [],
    checks: [],
    core: [],
  };
  const watch = setInterval(() => {
    results.load.highest = Math.max(results.load.highest, loadNow());
  }, 5_000);
  // First of all: what our diff meets in the other parts, the libraries would not have met.
  if (options.parts.includes('diff')) {
    results.diff = { effort: options.diff, results: await runDiff(options.diff) };
    say('Diff: done');
  }
  if (options.parts.includes('core')) {
    const sizes = options.quick ? [SIZES.small] : Object.values(SIZES);
    for (const size of sizes) results.core.push(...(await runCore(size)));
    say('Pure core: done');
  }
  if (options.parts.includes('pipeline')) await runPipelinePart(options, results);
  if (options.parts.includes('backlog')) {
    results.backlog = await runBacklog(options.backlog);
    say('Backlog: done');
  }
  if (options.parts.includes('pull')) {
    results.pull = { effort: options.pull, results: await runPull(options.pull, say) };
  }
  if (options.parts.includes('files')) results.files = await runFiles(options.rows, say);
  clearInterval(watch);
  results.seconds = (Date.now() - startedAt.getTime()) / 1_000;
  return results;
}

async function runPipelinePart({ records, rounds, quick }: Options, results: Results): Promise<void> {
  results.rounds.push(await runRounds({ records, rounds, size: SIZES.small }, say));
  // Fewer of the large ones keep the run short; a quick one leaves them out.
  if (!quick) results.rounds.push(await runRounds({ records: Math.ceil(records / 4), rounds, size: SIZES.large }, say));
  const all = results.rounds.flatMap(({ pipeline }) => pipeline.flat());
  const differing = all.flatMap(checkOperations).filter(({ ok }) => !ok);
  const shown = results.rounds[0]?.pipeline.at(-1)?.flatMap(checkOperations) ?? [];
  results.checks = [...shown, ...differing.filter((check) => !shown.includes(check))];
}

/** Says what differs from the design, and gives the exit code. */
function judge({ checks, backlog }: Results): number {
  const faults = checks
    .filter(({ ok }) => !ok)
    .map(({ path, operation, expected, counted }) => `${path}: ${operation} ${counted} times instead of ${expected}`);
  if (backlog !== undefined && backlog.failed > 0) faults.push(`backlog: ${backlog.failed} records failed`);
  for (const fault of faults) console.error(`DIFFERS FROM THE DESIGN: ${fault}`);
  return faults.length > 0 ? 1 : 0;
}

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  let options: Options;
  try {
    options = parseOptions(args);
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  const results = await run(options, ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '));
  const report = formatReport(results);
  console.log(report);
  // Only a whole run may replace the figures that are kept.
  if (!options.quick && PARTS.every((part) => options.parts.includes(part))) await writeFile(RESULTS, report);
  return judge(results);
}

process.exitCode = await main();
