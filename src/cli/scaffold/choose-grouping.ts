import { findGroupings, type Thousands } from './choose-rule.js';
import { amountWithin, fieldsOf, findNamed, type SampleField, toElements } from './sample-scope.js';
import { containers, lineSpellings, paymentSpellings, type Spellings, totalsSpellings } from './spellings.js';

const LINE_AMOUNTS = ['unitPrice', 'discount', 'tax', 'total', 'quantity', 'amount'];

/** How the amounts of the sample are written, all of them together: one alone, such as 1,234, does not tell. */
export function chooseGrouping(header: readonly SampleField[]): Thousands {
  const lists = findNamed(header, [...containers.lines, ...containers.payments]).map(toElements);
  const elements = lists.flatMap((scope) => (scope === null ? [] : fieldsOf(scope)));
  const amounts = [
    ...findNamed(header, Object.values(totalsSpellings).flat()),
    ...findNamed(elements, [...amountNames(lineSpellings), ...amountNames(paymentSpellings)]),
  ];
  const written = amounts
    .flatMap((field) => (amountWithin(field) ?? field).values)
    .filter((value) => typeof value === 'string' && findGroupings([value]).length > 0);
  return findGroupings(written)[0] ?? null;
}

function amountNames(table: Spellings): string[] {
  return LINE_AMOUNTS.flatMap((name) => table[name] ?? []);
}
