import { chooseReading } from './choose-rule.js';
import { addField, type Drafting, toSource } from './draft.js';
import type { SampleField } from './sample-scope.js';

const MAX_LINES = 4;

/** Maps the lines of a street: one list, or several fields such as `address1` and `address2`. */
export function draftStreet(draft: Drafting, canonical: string, fields: readonly SampleField[]): void {
  const sources = fields.flatMap((field) => {
    const source = toSource(field);
    const fits = chooseReading(canonical, 'texts', field.values, null) !== null;
    return source !== null && fits && !draft.settled.has(source.text) ? [source] : [];
  });
  if (sources.length > 0) addField(draft, { canonical, sources: sources.slice(0, MAX_LINES), reading: {} });
}
