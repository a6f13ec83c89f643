import type { JsonObject } from '../../diff/json.js';
import { addChecks } from './add-checks.js';
import { assumeNeeded } from './assume-needed.js';
import { chooseGrouping } from './choose-grouping.js';
import { beginDraft, type Draft, type Drafting, draftField, draftSpelled } from './draft.js';
import { draftAttributes } from './draft-attributes.js';
import { draftLines, draftPayments } from './draft-elements.js';
import { draftPeople } from './draft-people.js';
import { fieldsOf, findNamed, headerFields, type SampleField, type SampleScope, toScope } from './sample-scope.js';
import { headerSpellings, totalsSpellings } from './spellings.js';

/**
 * Drafts the mapping of an order from a sample of some: by what their fields are called, and by what stands in them. What it finds
 * no canonical field for becomes an attribute, or is left out where it is no single value.
 */
export function draftMapping(orders: readonly JsonObject[]): Draft {
  const root: SampleScope = { path: [], objects: orders };
  const header = headerFields(root);
  const draft = beginDraft(chooseGrouping(header));
  draftSpelled(draft, header, headerSpellings);
  const people = draftPeople(draft, header);
  draftSpelled(draft, header, totalsSpellings);
  draftCurrencyOfAmount(draft, header);
  const lines = draftLines(draft, header);
  const payments = draftPayments(draft, header);
  assumeNeeded(draft, root, lines);
  draftAttributes(draft, { root, lines, scopes: [...people, ...(payments === null ? [] : [payments])] });
  draft.defaults = { status: 'unknown', 'lines[].quantity': '1' };
  addChecks(draft, orders);
  return draft;
}

/** An amount such as `{ "amount": "12.50", "currency": "EUR" }` brings its currency. */
function draftCurrencyOfAmount(draft: Drafting, header: readonly SampleField[]): void {
  const amounts = findNamed(header, totalsSpellings['totals.grand'] ?? []).map(toScope);
  for (const scope of amounts) {
    if (scope !== null) draftField(draft, 'currency', findNamed(fieldsOf(scope), headerSpellings.currency ?? []));
  }
}
