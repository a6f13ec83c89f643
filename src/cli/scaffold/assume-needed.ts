import type { Json } from '../../diff/json.js';
import { addField, type Drafting, isDrafted, toSource } from './draft.js';
import { fieldsOf, nameOf, type SampleField, type SampleScope } from './sample-scope.js';
import { toPlainName } from './spellings.js';

/** Fields without which there is no order: where they are taken to stand, and what may stand there. */
const NEEDED: Readonly<Record<string, readonly [name: string, example: Json]>> = {
  id: ['id', 1],
  updatedAt: ['updated_at', '2026-11-20T10:00:00Z'],
  currency: ['currency', 'EUR'],
  'totals.grand': ['grand_total', '10.00'],
};
const LINE: Readonly<Record<string, Json>> = { id: 1, sku: 'A-1', quantity: 1, total: '10.00' };

/**
 * Takes what an order must have, and what no field of the sample seems to be, to stand where no field of the sample stands: so the
 * channel works against its sandbox, and against the real system tells what is missing.
 */
export function assumeNeeded(draft: Drafting, root: SampleScope, lines: SampleScope | null): void {
  const taken = new Set(fieldsOf(root).map((field) => toPlainName(nameOf(field))));
  for (const [canonical, [name, example]] of Object.entries(NEEDED)) {
    if (isDrafted(draft, canonical)) continue;
    assume(draft, canonical, { path: [{ key: freeName(name, taken) }], values: [example] });
  }
  if (lines !== null) return;
  const list = freeName('lines', taken);
  for (const [name, example] of Object.entries(LINE))
    assume(draft, `lines[].${name}`, { path: [{ key: list }, { each: true }, { key: name }], values: [example] });
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(toPlainName(free)); count += 1) free = `${name}_${count}`;
  return free;
}

function assume(draft: Drafting, canonical: string, field: SampleField): void {
  const source = toSource(field);
  if (source === null) throw new Error(`${canonical} has no path`);
  addField(draft, { canonical, sources: [source], reading: {} });
  draft.assumed.push({ field: canonical, path: source.text });
}
