import { toFieldChanges } from '../../model/field-change.js';
import type { DryRunSummary } from '../../orchestration/dry-run.js';
import type { Preview } from '../../orchestration/preview-record.js';
import { formatChange } from './change-lines.js';
import { toOneLine } from './plain-text.js';
import { formatWhen, plural } from './when.js';

/** What would be done with one record and why, and field by field what it would change. */
export function formatPreview({
  recordId,
  number,
  type,
  action,
  reason,
  operations,
  warnings,
  error,
}: Preview): string {
  const name = number === null ? (recordId ?? '(no id)') : `${number} (id ${recordId})`;
  const what = error === null ? `${action}, ${reason}` : `would fail: ${error.code}: ${error.message}`;
  const lines = [
    ...toFieldChanges(operations).map(formatChange),
    ...warnings.map(({ code, message }) => `warning ${code}: ${toOneLine(message)}`),
  ];
  return `${toOneLine(`${type} ${name}: ${what}`)}\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

/** The sum of a dry run. */
export function formatSummary(what: string, summary: DryRunSummary): string {
  const { since, pages, records, embedded, filtered, failed, actions } = summary;
  const inside = embedded > 0 ? ` and ${embedded} inside them` : '';
  const counts = actions.map(({ action, reason, count }) => `  ${action}, ${reason}: ${count}\n`);
  const rest = [
    ...(failed > 0 ? [`  would fail: ${failed}\n`] : []),
    ...(filtered > 0 ? [`  not wanted by the profile: ${filtered}\n`] : []),
  ];
  const head = `${what} since ${formatWhen(since)}: ${plural(records, 'record')}${inside} on ${plural(pages, 'page')}; nothing was written\n`;
  return [head, ...counts, ...rest].join('');
}
