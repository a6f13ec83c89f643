import type { Command } from 'commander';
import type { RecordType } from '../../model/record-type.js';
import type { MappingPreview } from '../../orchestration/preview-mapping.js';
import { parseChoice, RECORD_TYPES } from '../choices.js';
import { type Cli, type OutputOptions, requireChannel, requireProfile } from '../cli.js';
import { defineCommand, defineGroup } from '../define-command.js';

/** `tributary mapping preview <profile> <type> <file>` */
export function addMapping(program: Command, cli: Cli): void {
  const mapping = defineGroup(program, 'mapping', {
    description: 'How the payloads of a channel become records.',
    example: 'mapping preview my-shop order raw.json',
  });
  defineCommand(mapping, 'preview', {
    description:
      "Maps one raw payload as the profile would, and shows what the profile's own mapping changes; keeps nothing.",
    example: 'mapping preview my-shop order raw.json',
  })
    .argument('<profile>', 'its id')
    .argument('<type>', `one of ${RECORD_TYPES.join(', ')}`, (text) => parseChoice(text, RECORD_TYPES))
    .argument('<file>', 'the payload as the channel sends it; - for stdin')
    .action((id: string, type: RecordType, file: string, options: OutputOptions) =>
      preview(cli, { id, type, file }, options),
    );
}

async function preview(
  cli: Cli,
  { id, type, file }: { id: string; type: RecordType; file: string },
  options: OutputOptions,
): Promise<void> {
  const raw = await cli.readText(file);
  const profile = await requireProfile(await cli.openProfiles(), id);
  const [{ previewMapping }, { findChannel }] = await Promise.all([
    import('../../orchestration/preview-mapping.js'),
    import('../../channels/index.js'),
  ]);
  const mapped = previewMapping(
    await requireChannel({ findChannel }, profile),
    profile,
    type,
    raw.replace(/^\uFEFF/, ''),
  );
  cli.print(options, { json: mapped, text: await formatPreview(mapped) });
}

async function formatPreview({ record, warnings, withoutOverrides }: MappingPreview): Promise<string> {
  const [{ diff }, { toFieldChanges }, { formatChange }, { formatJson, toOneLine }] = await Promise.all([
    import('../../diff/diff.js'),
    import('../../model/field-change.js'),
    import('../output/change-lines.js'),
    import('../output/plain-text.js'),
  ]);
  const changes = toFieldChanges(diff(withoutOverrides, record)).map((change) => `  ${formatChange(change)}\n`);
  const overrides =
    changes.length === 0 ? 'the mapping of the profile changes nothing\n' : 'the mapping of the profile changes\n';
  const told = warnings.map(({ code, message }) => `warning ${code}: ${toOneLine(message)}\n`);
  return `${formatJson(record)}\n\n${overrides}${changes.join('')}${told.join('')}`;
}
