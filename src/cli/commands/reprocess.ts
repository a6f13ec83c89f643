import type { Command } from 'commander';
import { toFieldChanges } from '../../model/field-change.js';
import type { Remapped, ReprocessSummary } from '../../orchestration/reprocess.js';
import { type Cli, type OutputOptions, requireProfile } from '../cli.js';
import { defineCommand } from '../define-command.js';
import { formatChange } from '../output/change-lines.js';
import { toOneLine } from '../output/plain-text.js';
import { plural } from '../output/when.js';
import { parseSince } from '../parse-options.js';

interface ReprocessOptions extends OutputOptions {
  since?: string;
  dryRun: boolean;
  force: boolean;
}

/** `tributary reprocess <profile>` */
export function addReprocess(program: Command, cli: Cli): void {
  defineCommand(program, 'reprocess', {
    description:
      'Maps records again from their kept raw payloads, as after a change of the mapping, and queues what comes out otherwise.',
    example: 'reprocess my-shop --dry-run',
  })
    .argument('<profile>', 'its id')
    .option('--since <date>', 'only records that changed here at or after this date or instant (UTC)', (text) =>
      parseSince(text, cli.now),
    )
    .option('--dry-run', 'say what would change, and change nothing', false)
    .option('--force', 'map also what this very mapping has mapped', false)
    .action((id: string, options: ReprocessOptions) => runReprocess(cli, id, options));
}

async function runReprocess(cli: Cli, profileId: string, { json, ...request }: ReprocessOptions): Promise<void> {
  const ports = await cli.open();
  await requireProfile(ports.profiles, profileId);
  const { reprocess } = await import('../../orchestration/reprocess.js');
  const progress = cli.progress({ quiet: json || request.dryRun });
  let done = 0;
  const summary = await reprocess(ports, { profileId, ...request }, (record) => {
    done += 1;
    progress.show({ what: 'records that change', done, total: null });
    if (json) cli.printLine({ kind: 'record', ...record });
    else if (request.dryRun) cli.terminal.out(formatRecord(record));
  });
  progress.end();
  if (summary.failed.length > 0) cli.failed = true;
  if (json) cli.printLine({ kind: 'summary', dryRun: request.dryRun, ...summary });
  else cli.terminal.out(formatSummary(summary, request.dryRun));
}

function formatRecord({ type, recordId, number, operations }: Remapped): string {
  const name = number === null ? recordId : `${number} (id ${recordId})`;
  const changes = toFieldChanges(operations).map((change) => `    ${formatChange(change)}\n`);
  return `${type} ${toOneLine(name)}: ${plural(operations.length, 'change')}\n${changes.join('')}`;
}

function formatSummary(summary: ReprocessSummary, dryRun: boolean): string {
  const { examined, unchanged, changed, queued, withoutRaw, failed } = summary;
  const end = dryRun ? 'nothing was written' : `${queued} queued`;
  const faults = failed.map(({ type, recordId, code, message }) =>
    toOneLine(`failed ${type} ${recordId}: ${code}: ${message}`),
  );
  const head = `${examined} examined: ${changed} change, ${unchanged} stay, ${withoutRaw} without a raw payload, ${failed.length} failed; ${end}`;
  return [...faults, head].map((line) => `${line}\n`).join('');
}
