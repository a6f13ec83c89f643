import type { Command } from 'commander';
import type { Composition } from '../../composition.js';
import type { FlatFile } from '../../model/flat-file.js';
import type { RecordType } from '../../model/record-type.js';
import { choiceOption, RECORD_TYPES } from '../choices.js';
import { type Cli, type OutputOptions, requireProfile } from '../cli.js';
import { defineCommand, defineGroup } from '../define-command.js';
import { parseLimit, timeoutOption } from '../parse-options.js';

interface PushOptions extends OutputOptions {
  type?: RecordType;
  layout?: string;
  key?: string;
  wait: boolean;
  timeout: number;
}

/** `tributary file push|list|show|retry` */
export function addFile(program: Command, cli: Cli): void {
  const group = defineGroup(program, 'file', {
    description: 'CSV and NDJSON files of records: put one into the drop, see how far it is and which rows are bad.',
    example: 'file list my-shop',
  });
  addPush(group, cli);
  addList(group, cli);
  addShow(group, cli);
  addRetry(group, cli);
}

function addPush(group: Command, cli: Cli): void {
  defineCommand(group, 'push', {
    description: 'Puts a file into the drop of a profile; the running host reads it.',
    example: 'file push my-shop stock-2026-11-20.csv --wait',
  })
    .argument('<profile>', 'its id')
    .argument('<file>', 'a CSV or NDJSON file of any size')
    .addOption(
      choiceOption('--type <type>', 'what a row is, where the file name and the layouts do not say', RECORD_TYPES),
    )
    .option('--layout <name>', 'the layout of the profile to read it with')
    .option('--key <key>', 'the same key again puts the same file once')
    .option('--wait', 'wait until it is read and all of it is processed', false)
    .addOption(timeoutOption())
    .action((id: string, file: string, options: PushOptions) => push(cli, { id, file }, options));
}

async function push(cli: Cli, { id, file }: { id: string; file: string }, options: PushOptions): Promise<void> {
  const ports = await cli.open();
  const profile = await requireProfile(ports.profiles, id);
  const { type, layout, key } = options;
  const [{ openFile }, { dropFile }] = await Promise.all([
    import('../open-file.js'),
    import('../../orchestration/files/drop-file.js'),
  ]);
  const begun = cli.now().getTime();
  const { name, format, chunks } = await openFile(file);
  const sent = await dropFile(ports, { profile, chunks, name, format, type, layout, idempotencyKey: key ?? null });
  await report(cli, ports, sent, options, begun + options.timeout);
}

async function report(
  cli: Cli,
  ports: Composition,
  sent: FlatFile,
  options: { json: boolean; wait: boolean },
  deadline: number,
): Promise<void> {
  let file = sent;
  if (options.wait) {
    const { waitForFile } = await import('../wait-for-file.js');
    const progress = cli.progress({ quiet: options.json });
    file = await waitForFile({ ports, deadline, progress }, sent);
    progress.end();
  }
  await print(cli, options, file);
}

async function print(cli: Cli, options: OutputOptions, file: FlatFile): Promise<void> {
  const { formatFile } = await import('../output/files-text.js');
  const { etag: _etag, progress: _progress, ...shown } = file;
  cli.print(options, { json: shown, text: formatFile(file), failed: file.status === 'failed' });
}

function addList(group: Command, cli: Cli): void {
  defineCommand(group, 'list', {
    description: 'Lists the newest files of a profile.',
    example: 'file list my-shop',
  })
    .argument('<profile>', 'its id, or the name of a folder of the drop')
    .option('--limit <count>', 'how many, up to 200', parseLimit, 20)
    .action(async (id: string, options: OutputOptions & { limit: number }) => {
      const ports = await cli.open();
      const files = await ports.files.latest(id, options.limit);
      const { formatFiles } = await import('../output/files-text.js');
      const shown = files.map(({ etag: _etag, progress: _progress, ...file }) => file);
      cli.print(options, { json: { files: shown }, text: formatFiles(files) });
    });
}

function addShow(group: Command, cli: Cli): void {
  defineCommand(group, 'show', {
    description: 'Shows how far a file is read, and which of its rows are bad.',
    example: 'file show my-shop 01JD0R5Y8W3T1N6V2K4M7Q9XZB',
  })
    .argument('<profile>', 'its id')
    .argument('<file>', 'the id of the file')
    .action(async (id: string, fileId: string, options: OutputOptions) => {
      const ports = await cli.open();
      const { formatFile } = await import('../output/files-text.js');
      const file = await requireFile(ports, id, fileId);
      const { etag: _etag, progress: _progress, ...shown } = file;
      cli.print(options, { json: shown, text: formatFile(file) });
    });
}

function addRetry(group: Command, cli: Cli): void {
  defineCommand(group, 'retry', {
    description: 'Has a file of the drop read again, as when its profile or its layout was mended.',
    example: 'file retry my-shop 01JD0R5Y8W3T1N6V2K4M7Q9XZB --wait',
  })
    .argument('<profile>', 'its id')
    .argument('<file>', 'the id of the file')
    .option('--wait', 'wait until it is read and all of it is processed', false)
    .addOption(timeoutOption())
    .action(async (id: string, fileId: string, options: OutputOptions & { wait: boolean; timeout: number }) => {
      const ports = await cli.open();
      const deadline = cli.now().getTime() + options.timeout;
      const { retryFile } = await import('../../orchestration/files/retry-file.js');
      await report(cli, ports, await retryFile(ports, await requireFile(ports, id, fileId)), options, deadline);
    });
}

async function requireFile(ports: Composition, profileId: string, id: string): Promise<FlatFile> {
  const file = await ports.files.read(profileId, id);
  if (file !== null) return file;
  const { PipelineError } = await import('../../model/errors.js');
  throw new PipelineError('not_found', `The profile ${profileId} has no file ${JSON.stringify(id)}`);
}
