import { type Drafting, draftSpelled, isDrafted, toSource } from './draft.js';
import { fieldsOf, findNamed, type SampleField, type SampleScope, toElements } from './sample-scope.js';
import { containers, lineSpellings, paymentSpellings, type Spellings } from './spellings.js';

/** A list of an order: how its fields are spelled, and which of them tell that it is this list. */
interface ElementKind {
  name: 'lines' | 'payments';
  table: Spellings;
  called: readonly string[];
  telling: readonly string[];
}

const LINES: ElementKind = {
  name: 'lines',
  table: lineSpellings,
  called: containers.lines,
  telling: ['sku', 'name', 'quantity', 'unitPrice'],
};
const PAYMENTS: ElementKind = {
  name: 'payments',
  table: paymentSpellings,
  called: containers.payments,
  telling: ['amount'],
};

/** Maps the lines of an order; null when the sample has none. */
export function draftLines(draft: Drafting, header: readonly SampleField[]): SampleScope | null {
  return draftElements(draft, header, LINES);
}

/** Maps the payments of an order, where they have an amount; null when the sample has none. */
export function draftPayments(draft: Drafting, header: readonly SampleField[]): SampleScope | null {
  return draftElements(draft, header, PAYMENTS);
}

function draftElements(draft: Drafting, header: readonly SampleField[], kind: ElementKind): SampleScope | null {
  const { name, table, called, telling } = kind;
  for (const field of findNamed(header, called)) {
    const scope = toElements(field);
    if (scope === null || toSource(toField(scope)) === null) continue;
    const fields = fieldsOf(scope);
    if (telling.every((one) => findNamed(fields, table[one] ?? []).length === 0)) continue;
    const before = draft.fields.length;
    draftSpelled(draft, fields, table, `${name}[].`);
    if (telling.some((one) => isDrafted(draft, `${name}[].${one}`))) {
      addPosition(draft, name, scope);
      return scope;
    }
    // What tells the list cannot be read: it is left as it was found.
    for (const { sources } of draft.fields.splice(before)) for (const { text } of sources) draft.settled.delete(text);
  }
  return null;
}

/** The place of the elements themselves. */
function toField({ path, objects }: SampleScope): SampleField {
  return { path, values: [...objects] };
}

/** An element without an id is told by its place. */
function addPosition(draft: Drafting, name: string, scope: SampleScope): void {
  if (isDrafted(draft, `${name}[].id`)) return;
  const source = toSource(toField(scope));
  if (source === null) return;
  draft.fields.push({ canonical: `${name}[].id`, sources: [source], reading: { transform: 'position' } });
}
