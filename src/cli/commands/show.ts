import type { Command } from 'commander';
import type { Composition } from '../../composition.js';
import type { StoredRecord } from '../../model/stored-record.js';
import { type Cli, chosenProfiles, type OutputOptions } from '../cli.js';
import { defineCommand, defineGroup } from '../define-command.js';
import { parseLimit } from '../parse-options.js';

interface ShowOptions extends OutputOptions {
  profile?: string;
  all: boolean;
  limit: number;
}

/** `tributary show order <number|id|recordKey>` */
export function addShow(program: Command, cli: Cli): void {
  const show = defineGroup(program, 'show', {
    description: 'Shows one record, and why it looks as it does.',
    example: 'show order 000000123',
  });
  defineCommand(show, 'order', {
    description: 'Shows an order, its documents and its history: who changed what, when and why.',
    example: 'show order 000000123 --profile my-shop',
  })
    .argument('<order>', 'its number, its id in the source, or its record key')
    .option('--profile <profile>', 'look only there')
    .option('--all', 'list also the events that changed nothing', false)
    .option('--limit <count>', 'how many events of the history', parseLimit, 50)
    .action((text: string, options: ShowOptions) => showOrder(cli, text, options));
}

async function showOrder(cli: Cli, text: string, options: ShowOptions): Promise<void> {
  const ports = await cli.open();
  const item = await findOne(ports, text, await chosenProfiles(ports.profiles, options.profile));
  const [{ readHistory }, { readOrder }, { formatOrder }, { formatHistory }] = await Promise.all([
    import('../../orchestration/read-history.js'),
    import('../read-order.js'),
    import('../output/order-text.js'),
    import('../output/history-text.js'),
  ]);
  const { profileId, recordKey } = item;
  const { all, limit } = options;
  const [{ items: history, continuation }, around] = await Promise.all([
    readHistory(ports, { profileId, recordKey, all, limit }),
    readOrder(ports, item),
  ]);
  const { links, settlement, ...documents } = around;
  const books = settlement === null ? {} : { settlement };
  cli.print(options, {
    json: { order: { ...toShown(item), links, ...books }, documents: mapEach(documents, toShown), history },
    text: `${formatOrder(item, around)}\nhistory, newest first\n${formatHistory(history)}${continuation === null ? '' : `the latest ${limit}; --limit shows more\n`}`,
  });
}

async function findOne(ports: Composition, text: string, profileIds: string[]): Promise<StoredRecord> {
  const { findOneOrder } = await import('../find-orders.js');
  const found = await findOneOrder(ports.store, profileIds, text);
  if (found !== null) return found;
  const { PipelineError } = await import('../../model/errors.js');
  throw new PipelineError('not_found', `No order ${JSON.stringify(text)} in ${profileIds.join(', ') || 'any profile'}`);
}

/** What the API shows of a stored record. */
function toShown({ id, kind, profileId, channel, remoteId, version, sourceVersion, ...item }: StoredRecord) {
  const { updatedAt, createdAt, appliedEventId, erased, record, local } = item;
  return {
    id,
    kind,
    profileId,
    channel,
    remoteId,
    version,
    sourceVersion,
    updatedAt,
    createdAt,
    appliedEventId,
    ...(erased === undefined ? {} : { erased }),
    record,
    local,
  };
}

function mapEach<K extends string, A, B>(lists: Record<K, A[]>, change: (one: A) => B): Record<K, B[]> {
  const entries = Object.entries<A[]>(lists).map(([name, list]) => [name, list.map(change)]);
  return Object.fromEntries(entries) as Record<K, B[]>;
}
