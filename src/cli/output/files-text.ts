import type { FlatFile } from '../../model/flat-file.js';
import { formatFacts } from './facts.js';
import { formatTable } from './table.js';
import { formatWhen, plural } from './when.js';

const HEADINGS = ['DROPPED', 'FILE', 'STATUS', 'LAYOUT', 'ROWS', 'QUEUED', 'BAD', 'NAME'];

/** Files as a table, one a line. */
export function formatFiles(files: readonly FlatFile[]): string {
  if (files.length === 0) return 'no files\n';
  return formatTable(HEADINGS, files.map(toRow));
}

function toRow({ droppedAt, id, status, layout, counts, name }: FlatFile): string[] {
  const { rows, queued, bad } = counts;
  return [formatWhen(droppedAt), id, status, layout ?? '-', String(rows), String(queued), String(bad), name];
}

/** One file: how far it is, and the first of its bad rows. */
export function formatFile(file: FlatFile): string {
  const { counts, error, problems, ignoredColumns } = file;
  const head = formatFacts([
    ['file', file.id],
    ['profile', file.profileId],
    ['name', file.name],
    ['status', file.duplicateOf === null ? file.status : `${file.status} of ${file.duplicateOf}`],
    ['error', error === null ? '' : `${error.code}: ${error.message}`],
    ['layout', file.layout ?? ''],
    ['type', file.type ?? ''],
    ['dropped', formatWhen(file.droppedAt)],
    ['finished', file.finishedAt === null ? '' : formatWhen(file.finishedAt)],
    ['rows', `${counts.rows} read, ${plural(counts.queued, 'record')} queued, ${counts.bad} bad${filtered(file)}`],
    ['ignored', ignoredColumns.join(', ')],
  ]);
  if (problems.length === 0) return head;
  const rest = Object.values(file.problemCounts).reduce((sum, count) => sum + count, 0) - problems.length;
  const more = rest > 0 ? `and ${rest} more: see \`tributary dead-letters list --profile ${file.profileId}\`\n` : '';
  const rows = problems.map(({ line, code, message }) => [String(line), code, message]);
  return `${head}\n${formatTable(['LINE', 'CODE', 'PROBLEM'], rows)}${more}`;
}

function filtered({ counts }: FlatFile): string {
  return counts.filtered === 0 ? '' : `, ${counts.filtered} filtered`;
}
