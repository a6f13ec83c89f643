import { isJsonObject, type JsonObject } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import { type FileLayout, findLayout } from '../../model/file-layout.js';
import { compileLayout, type FileMapping, mapRows, type Row } from '../../model/file-mapping.js';
import { parseJson } from '../../model/json-text.js';
import type { Profile } from '../../model/profile.js';

const mappings = new WeakMap<FileLayout, Map<string, FileMapping>>();
/** Files of one layout rarely have many different headers. */
const MAX_HEADERS = 50;

/** What the columns of a file mean, compiled once. */
export function mappingOf(layout: FileLayout, header: readonly string[]): FileMapping {
  const known = mappings.get(layout) ?? new Map<string, FileMapping>();
  mappings.set(layout, known);
  const key = header.join('\0');
  const mapping = known.get(key) ?? compileLayout(layout, header);
  if (known.size >= MAX_HEADERS) known.clear();
  known.set(key, mapping);
  return mapping;
}

/** The text of an envelope for rows of a file: all that their mapping needs, so that they can be mapped again. */
export function formatRows({ name }: Pick<FileLayout, 'name'>, line: number, rows: readonly Row[]): string {
  return JSON.stringify({ layout: name, line, rows });
}

/** The text of an envelope for a row that could not be read, with what is kept of it. */
export function formatUnreadable({ name }: Pick<FileLayout, 'name'>, line: number, kept: object): string {
  return JSON.stringify({ layout: name, line, ...kept });
}

/**
 * Maps the rows in the text of an envelope by the layout as it is now.
 * @throws `layout_missing`, `row_invalid` for what never was a row, `mapping_failed`
 */
export function mapRowsText({ files }: Pick<Profile, 'files'>, layoutName: string, raw: string): JsonObject {
  const layout = findLayout(files, layoutName);
  if (layout === null) {
    throw new PipelineError('layout_missing', `The profile has no layout ${JSON.stringify(layoutName)}`);
  }
  const value = parseJson(raw);
  const rows = isJsonObject(value) && Array.isArray(value.rows) ? value.rows.filter(isJsonObject) : [];
  if (rows.length === 0) throw new PipelineError('row_invalid', 'The row could not be read; put it into a file again');
  return mapRows(mappingOf(layout, Object.keys(rows[0] ?? {})), rows);
}
