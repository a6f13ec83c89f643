import type { HistoryEntry } from '../../orchestration/read-history.js';
import { formatChange, formatConflict } from './change-lines.js';
import { toOneLine } from './plain-text.js';
import { formatWhen } from './when.js';

/** Changes of one step that are shown; a first record can have hundreds. */
const MOST_CHANGES = 40;

/** The history as people read it: when, who, what and why, then field by field. */
export function formatHistory(entries: readonly HistoryEntry[]): string {
  if (entries.length === 0) return 'no events\n';
  return entries.map(formatEntry).join('');
}

function formatEntry(entry: HistoryEntry): string {
  const { receivedAt, who, origin, outcome, reason, explanation, changes, conflicts, warnings, error } = entry;
  const head = `${formatWhen(receivedAt)}  ${toOneLine(who)} (${origin})  ${outcome}, ${reason}: ${toOneLine(explanation)}`;
  const more = changes.length > MOST_CHANGES ? [`and ${changes.length - MOST_CHANGES} more changes (--json)`] : [];
  const lines = [
    ...changes.slice(0, MOST_CHANGES).map(formatChange),
    ...more,
    ...conflicts.map(formatConflict),
    ...warnings.map(({ code, message }) => `warning ${code}: ${toOneLine(message)}`),
    ...(error === null ? [] : [`error ${error.code} at ${error.step}: ${toOneLine(error.message)}`]),
  ];
  return [head, ...lines.map((line) => `    ${line}`)].map((line) => `${line}\n`).join('');
}
