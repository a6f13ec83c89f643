import { availableParallelism, cpus, totalmem } from 'node:os';
import { ARRIVALS } from './backlog.js';
import type { CoreResult } from './core.js';
import { type DiffReport, formatDiff } from './diff-report.js';
import type { Drained } from './drain-backlog.js';
import type { OperationCheck } from './expected-operations.js';
import { type FilesReport, formatFiles } from './files-report.js';
import { batchOf } from './phases.js';
import { formatPull, type PullReport } from './pull-report.js';
import { type Rounds, toRates, toReceiveRate } from './rounds.js';
import { table } from './table.js';

/** What the parts gave; a part that did not run is absent. */
export interface Results {
  startedAt: Date;
  seconds: number;
  /** The load average of the machine before the run, and the highest of it: what else the machine does falls on the rates. */
  load: { before: number; highest: number };
  command: string;
  rounds: Rounds[];
  checks: OperationCheck[];
  backlog?: Drained;
  core: CoreResult[];
  diff?: DiffReport;
  pull?: PullReport;
  files?: FilesReport;
}

const AIM = 0.8;

/** The whole report as Markdown. */
export function formatReport(results: Results): string {
  const sections = [
    formatHead(results),
    ...results.rounds.map(formatRounds),
    ...(results.checks.length === 0 ? [] : [formatChecks(results)]),
    ...(results.backlog === undefined ? [] : [formatBacklog(results.backlog)]),
    ...(results.core.length === 0 ? [] : [formatCore(results.core)]),
    ...(results.diff === undefined ? [] : [formatDiff(results.diff)]),
    ...(results.pull === undefined ? [] : [formatPull(results.pull)]),
    ...(results.files === undefined ? [] : [formatFiles(results.files)]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function formatHead({ startedAt, seconds, command, load }: Results): string {
  const memory = (totalmem() / 1024 ** 3).toFixed(0);
  return `# Results of the bench

Written by \`${command}\`, ${startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, in ${seconds.toFixed(0)} s.
Machine: ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GB, Node ${process.versions.node}, ${process.platform}.
Load average over a minute: ${load.before.toFixed(1)} before the run, ${load.highest.toFixed(1)} at its highest; about 3 of that is the bench itself, more is others' work.

The storage is Azurite on disk and \`@vercel/cosmosdb-server\` in memory, each in a process of its own on this machine, fresh for each
measurement. They share its cores with the process that is measured, so the rates say nothing about Azure; the ratio and the counts do.`;
}

function formatRounds(rounds: Rounds): string {
  const rows = toRates(rounds).map((rate) => [
    rate.phase,
    rate.pipeline.toFixed(0),
    rate.bare.toFixed(0),
    rate.ratios.map((ratio) => ratio.toFixed(2)).join(', '),
    `${rate.ratio.toFixed(2)}${rate.ratio < AIM ? ' (below the aim)' : ''}`,
    rate.pipelineCpu.toFixed(0),
    rate.bareCpu.toFixed(0),
  ]);
  const head = [
    'phase',
    'pipeline, records/s',
    'bare loop, records/s',
    'ratio by round',
    'ratio, median',
    'pipeline, µs of CPU a record',
    'bare, µs of CPU a record',
  ];
  return `## Orders of ${rounds.size.title}

${rounds.records} orders a phase in queue blobs of ${batchOf(rounds.records)}, four blobs at once; ${rounds.pipeline.length} rounds of pipeline and bare loop by turns; medians. The aim is a ratio of ${AIM}.
Receiving them into queue blobs, one post after the other: ${toReceiveRate(rounds).toFixed(0)} records/s.

${table(head, rows)}

The bare loop writes documents that the pipeline wrote, under other ids, with the same SDKs, 100 store operations a call. It parses, maps,
compares and checks nothing, and all that it writes is made before the clock runs. How far the ratios of the rounds lie apart is the noise of
the machine: a median of few rounds is no more exact than that.`;
}

function formatChecks({ checks, rounds }: Results): string {
  const [last] = rounds.map(({ records }) => records);
  const rows = checks.map(({ path, operation, expected, counted, remark, ok }) => [
    path,
    operation,
    String(expected),
    String(counted),
    ok ? 'equal' : '**differs**',
    remark,
  ]);
  return `## Storage operations

As the adapters counted them in the last round of ${last} orders a phase, beside what the design allows. Every round is checked, and one that differs is shown as well.
An operation that is not named did not happen, but for reading the profile: once a minute and process.

${table(['path', 'operation', 'design', 'counted', '', 'remark'], rows)}`;
}

function formatBacklog(drained: Drained): string {
  const { records, seconds, peakRssMb, samples, applied, ignored, failed } = drained;
  const rows = samples.map((sample) => [sample.records, sample.rssMb, sample.heapMb].map((value) => value.toFixed(0)));
  return `## Backlog

${records} records in queue blobs of ${batchOf(records)}, orders of 2.5 kB, each up to ${ARRIVALS} times (new, changed, then the same again), drained by a process of its own:
${(records / seconds).toFixed(0)} records/s; ${applied} applied, ${ignored} ignored, ${failed} failed; **peak RSS ${peakRssMb.toFixed(0)} MB**, start-up included.
Orders repeat because Azurite gets several times slower as it fills: ${records} different orders were not measured.

${table(['records', 'RSS, MB', 'heap used, MB'], rows)}`;
}

function formatCore(core: readonly CoreResult[]): string {
  const steps = core[0]?.steps.map(({ step }) => `${step}, µs`) ?? [];
  const rows = core.map(({ title, recordsPerSecond, steps: taken }) => [
    title,
    recordsPerSecond.toFixed(0),
    ...taken.map(({ microseconds }) => microseconds.toFixed(1)),
  ]);
  return `## Pure core

What happens to a record between the reads and the writes, without storage: read the envelope, hash the payload, map, complete, check the amounts, compare, decide.

${table(['orders', 'records/s', ...steps], rows)}`;
}
