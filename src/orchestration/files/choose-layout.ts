import { PipelineError } from '../../model/errors.js';
import { defaultLayout, type FileLayout, findLayout } from '../../model/file-layout.js';
import { matchesGlob } from '../../model/glob.js';
import type { Profile } from '../../model/profile.js';
import { type RecordType, recordTypes } from '../../model/record-type.js';

/** What is known of a file: its name, and what its sender said of it. */
export interface FileHints {
  name: string;
  layout?: string | undefined;
  type?: string | undefined;
  format?: FileLayout['format'] | undefined;
}

/**
 * The layout to read a file with: the one that is named; else the only one of its type; else by its name, the first layout whose
 * pattern fits, or the type with which the name begins. Every type has a layout that need not be written down.
 * @throws `file_layout_unknown`
 */
export function chooseLayout({ files }: Pick<Profile, 'files'>, hints: FileHints): FileLayout {
  if (hints.layout !== undefined) return namedLayout(files, hints);
  const name = hints.name.split('/').at(-1) ?? '';
  const format = hints.format ?? formatOf(name);
  const type = recordTypes.find((one) => one === hints.type);
  if (type !== undefined) return onlyLayout(files, type, format ?? 'csv');
  const fits = files.find(({ pattern }) => pattern !== undefined && matchesGlob(pattern, name));
  if (fits !== undefined) return fits;
  const named = recordTypes.find((one) => new RegExp(`^${one}s?(?![a-z])`, 'i').test(name));
  if (named !== undefined && format !== null) return onlyLayout(files, named, format);
  throw unknown('No layout of the profile has a pattern for this file name, and it begins with no record type');
}

function formatOf(name: string): 'csv' | 'ndjson' | null {
  if (/\.(csv|tsv|txt)$/i.test(name)) return 'csv';
  return /\.(ndjson|jsonl)$/i.test(name) ? 'ndjson' : null;
}

function namedLayout(files: readonly FileLayout[], { layout = '', type, format }: FileHints): FileLayout {
  const found = findLayout(files, layout);
  if (found === null) throw unknown(`The profile has no layout ${JSON.stringify(layout.slice(0, 60))}`);
  if (type !== undefined && type !== found.type)
    throw unknown(`The layout ${layout} is for ${found.type}, not for ${type}`);
  if (format === undefined || format === found.format) return found;
  if (files.includes(found)) throw unknown(`The layout ${layout} is for ${found.format}`);
  return inFormat(found, format);
}

function onlyLayout(files: readonly FileLayout[], type: RecordType, format: FileLayout['format']): FileLayout {
  const [first, ...more] = files.filter((one) => one.type === type && one.format === format);
  if (more.length === 0) return first ?? inFormat(defaultLayout(type), format);
  const names = [first, ...more].map((one) => one?.name).join(', ');
  throw unknown(`The profile has several layouts for ${type} in ${format}, name one: ${names}`);
}

function inFormat(layout: FileLayout, format: FileLayout['format']): FileLayout {
  return layout.format === format ? layout : { ...layout, format };
}

function unknown(message: string): PipelineError {
  return new PipelineError('file_layout_unknown', message);
}
