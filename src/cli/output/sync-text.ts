import type { Outcome } from '../../model/event.js';
import type { Run } from '../../model/run.js';
import type { RunOutcome } from '../../orchestration/run-outcome.js';
import type { SyncChoice } from '../choose-syncs.js';
import type { WantedRun } from '../wait-for-runs.js';
import { toOneLine } from './plain-text.js';
import { formatTable } from './table.js';
import { formatSpan, formatWhen } from './when.js';

/** What a sync came to; `runs` and `outcomes` are only known once it was waited for. */
export interface SyncReport {
  requested: WantedRun[];
  skipped: SyncChoice['skipped'];
  /** Profiles that could not be asked for. */
  failed: { profileId: string; code: string; message: string }[];
  runs?: (Omit<Run, 'requestSample' | 'cursorBefore' | 'cursorAfter'> & { outcome: RunOutcome })[];
  /** Runs that had no end in this process: a running host tries them again, not before `tryAgainAt`. */
  left?: (WantedRun & { tryAgainAt: string | null })[];
  /** What became of records of these profiles meanwhile, whoever sent them. */
  outcomes?: Partial<Record<Outcome, number>>;
}

/** What a sync came to: what was asked for, or once it was waited for, how each run ended and what became of the records. */
export function formatSync(report: SyncReport): string {
  const skipped = report.skipped.map(({ profileId, why }) => `skipped ${profileId}: ${why}\n`);
  const failed = report.failed.map(
    ({ profileId, code, message }) => `failed ${profileId}: ${code}: ${toOneLine(message)}\n`,
  );
  const left = (report.left ?? []).map(
    ({ profileId, resource, tryAgainAt }) =>
      `left to a running host: ${profileId} ${resource}, to be tried again${tryAgainAt === null ? '' : ` at ${formatWhen(tryAgainAt)}`}\n`,
  );
  return [formatRuns(report), ...left, ...skipped, ...failed].join('');
}

function formatRuns({ requested, runs, outcomes }: SyncReport): string {
  if (requested.length === 0) return 'nothing to pull\n';
  if (runs === undefined) {
    const rows = requested.map(({ profileId, resource, runId }) => [profileId, resource, runId]);
    return `${formatTable(['PROFILE', 'RESOURCE', 'RUN'], rows)}requested; \`tributary status\` tells how they end\n`;
  }
  const headings = [
    'PROFILE',
    'RESOURCE',
    'STATUS',
    'RECORDS',
    'PROCESSED',
    'SKIPPED',
    'FAILED',
    'REQUESTS',
    'TOOK',
    'MESSAGE',
  ];
  const rows = runs.map(({ profileId, resource, counts, requests, durationMs, outcome }) => [
    profileId,
    resource,
    outcome.status,
    ...[counts.records, outcome.processed, counts.skipped, outcome.failed, requests].map(String),
    formatSpan(durationMs),
    outcome.message,
  ]);
  const ends = Object.entries(outcomes ?? {}).map(([name, count]) => `${count} ${name}`);
  return `${formatTable(headings, rows)}records of these profiles meanwhile: ${ends.join(', ') || 'none'}\n`;
}
