import { hashName } from '../src/model/record-key.js';
import type { Phase } from './phases.js';
import type { Templates } from './templates.js';

/** Everything that the bare loop writes for one record, made before the clock runs. */
export interface BareRecord {
  id: string;
  blobName: string;
  cacheText: string;
  item: { id: string };
  event: { id: string };
}

/** The records of one phase: the pipeline's documents under ids of their own, so that the sizes are the same. */
export function createBareRecords(count: number, phase: Phase, templates: Templates): BareRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const id = hashName(`bare|${index}`);
    const event = { ...pick(templates.events, index), id: hashName(`${phase}|${index}`), recordKey: id };
    const blobName = `${id.slice(0, 2)}/${id}.json`;
    if (phase === 'ignored') return { id, blobName, cacheText: '', item: { id }, event };
    const item = { ...pick(templates.items, index), id, recordKey: id };
    return { id, blobName, cacheText: pick(templates.cache, index), item, event };
  });
}

function pick<T>(templates: readonly T[], index: number): T {
  const template = templates[index % templates.length];
  if (template === undefined) throw new Error('The pipeline wrote nothing to take as a template');
  return template;
}
