import type { Composition } from '../composition.js';
import { PipelineError } from '../model/errors.js';
import type { Profile } from '../model/profile.js';
import { type DryRunSummary, dryRun } from '../orchestration/dry-run.js';
import type { Preview } from '../orchestration/preview-record.js';
import { pulledResources } from '../orchestration/schedule-pulls.js';
import { type Cli, type OutputOptions, requireChannel } from './cli.js';
import { formatPreview, formatSummary } from './output/dry-run-text.js';
import { chooseWished, type SyncWish } from './sync-profiles.js';

/** What is read in one go. */
interface Reading {
  profileId: string;
  resource: string;
  since: string | undefined;
}

/** Tells of each record what a sync would do and why, and of each resource the sum; NDJSON with `--json`. Writes nothing. */
export async function dryRunProfiles(
  cli: Cli,
  ports: Composition,
  wish: SyncWish,
  output: OutputOptions,
): Promise<void> {
  const { chosen, skipped } = await chooseWished(ports, wish);
  for (const { profileId, why } of skipped) tellSkipped(cli, output, profileId, why);
  for (const { profile, resources } of chosen) {
    const names = resources.length > 0 ? resources : pulledResources(profile, await requireChannel(ports, profile));
    if (names.length === 0) throw nothingToPull(profile);
    for (const resource of names) {
      await dryRunOne(
        cli,
        ports,
        { profileId: profile.id, resource, since: sinceOf(wish, profile, cli.now()) },
        output,
      );
    }
  }
}

async function dryRunOne(cli: Cli, ports: Composition, reading: Reading, output: OutputOptions): Promise<void> {
  const progress = cli.progress({ quiet: true });
  let done = 0;
  const summary = await dryRun(ports, reading, (preview) => {
    done += 1;
    if (preview.error !== null) cli.failed = true;
    tell(cli, output, reading, preview);
    progress.show({ what: `${reading.resource} compared`, done, total: null });
  });
  progress.end();
  tellSummary(cli, output, reading, summary);
}

/** A backfill reads as far back as the profile says, where nobody says it. */
function sinceOf({ kind, since }: SyncWish, { pull }: Profile, now: Date): string | undefined {
  if (kind === 'changes' || since !== undefined) return since;
  return new Date(now.getTime() - pull.backfillDays * 86_400_000).toISOString();
}

function tell(cli: Cli, { json }: OutputOptions, { profileId, resource }: Reading, preview: Preview): void {
  if (json) cli.printLine({ kind: 'record', profileId, resource, ...preview });
  else cli.terminal.out(formatPreview(preview));
}

function tellSummary(
  cli: Cli,
  { json }: OutputOptions,
  { profileId, resource }: Reading,
  summary: DryRunSummary,
): void {
  if (json) cli.printLine({ kind: 'summary', profileId, resource, ...summary });
  else cli.terminal.out(formatSummary(`${profileId} ${resource}`, summary));
}

function tellSkipped(cli: Cli, { json }: OutputOptions, profileId: string, why: string): void {
  if (json) cli.printLine({ kind: 'skipped', profileId, why });
  else cli.terminal.out(`skipped ${profileId}: ${why}\n`);
}

function nothingToPull({ id, channel }: Profile): PipelineError {
  return new PipelineError('parameter_invalid', `The profile ${id} has nothing to pull: its channel is ${channel}`);
}
