import { countKeys, type Json, type JsonObject } from '../../diff/json.js';
import { findGroupings, type Thousands } from './choose-rule.js';
import { type DraftField, type Drafting, isDrafted } from './draft.js';
import { MAX_KEYS } from './sample-scope.js';

/** Notes what was guessed and may be otherwise. */
export function addChecks(draft: Drafting, orders: readonly JsonObject[]): void {
  if (orders.some((order) => countKeys(order) > MAX_KEYS))
    draft.check.push(`only the first ${MAX_KEYS} fields of an order were looked at`);
  draft.check.push(...draft.fields.flatMap((field) => checksOf(field, draft.grouping)));
  if (!isDrafted(draft, 'status')) draft.check.push('no field seems to be the status: every order is "unknown"');
  if (!isDrafted(draft, 'lines[].quantity')) draft.check.push('no field seems to be the quantity of a line: it is 1');
}

function checksOf({ canonical, sources, reading }: DraftField, grouping: Thousands): string[] {
  const [{ text = '', values = [] } = {}] = sources;
  const isWholeName = canonical.endsWith('.lastName') && /name$/i.test(text) && !/last|sur|family/i.test(text);
  const checks: [isDoubtful: boolean, doubt: string][] = [
    [reading.zone === 'utc', 'has no time zone and is taken for UTC'],
    [isWholeName, `seems to be a whole name; it stands in ${canonical}`],
    [isAmbiguous(reading.thousands, values, grouping), `is read with ${reading.thousands} between the thousands`],
    [
      reading.values !== undefined && canonical !== 'currency',
      `has in its table for ${canonical} only the values of the sample`,
    ],
  ];
  return checks.filter(([isDoubtful]) => isDoubtful).map(([, doubt]) => `${text} ${doubt}`);
}

/** Whether the values could be read in another way too, such as 1,234. */
function isAmbiguous(thousands: string | undefined, values: readonly Json[], grouping: Thousands): boolean {
  const telling = values.filter((value) => typeof value === 'string' && /[.,' ]/.test(value));
  return thousands !== undefined && findGroupings(telling).some((other) => other !== grouping);
}
