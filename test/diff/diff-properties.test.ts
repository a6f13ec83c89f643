import deepDiff from 'deep-diff';
import fc from 'fast-check';
import fastJsonPatch from 'fast-json-patch';
import { applyPatch } from 'rfc6902';
import { apply } from '../../src/diff/apply.js';
import { diff } from '../../src/diff/diff.js';
import { equal } from '../../src/diff/equal.js';
import type { Json } from '../../src/diff/json.js';
import { toPatch } from '../../src/diff/operation.js';
import { formatPointer, parsePointer, readPointer } from '../../src/diff/pointer.js';
import { json, objectWithoutArrays, plainObject, versionsOf } from './arbitrary-json.js';
import { canonicalText } from './canonical-text.js';
import { propertyRuns } from './property-runs.js';

const isSame = (a: Json, b: Json): boolean => canonicalText(a) === canonicalText(b);

describe('for any two versions of a document', () => {
  test('applying the difference to the first gives the second, with and without the values before', () => {
    fc.assert(
      fc.property(versionsOf(json), ([before, after]) => {
        const operations = diff(before, after);
        return isSame(apply(before, operations), after) && isSame(apply(before, toPatch(operations)), after);
      }),
      propertyRuns,
    );
  });

  test('they are equal exactly where there is no difference, and where the oracle says so', () => {
    fc.assert(
      fc.property(versionsOf(json), ([before, after]) => {
        const same = isSame(before, after);
        const found = [equal(before, after), equal(after, before), diff(before, after).length === 0];
        return found.every((answer) => answer === same);
      }),
      propertyRuns,
    );
  });

  test('each value before is what stands at the path when the operation is applied, and no path ends in "-"', () => {
    fc.assert(
      fc.property(versionsOf(json), ([before, after]) => {
        let now = before;
        for (const operation of diff(before, after)) {
          const found = readPointer(now, operation.path);
          if (operation.path.endsWith('/-')) return false;
          if (operation.op !== 'add' && (found === undefined || !isSame(found, operation.before))) return false;
          now = apply(now, [operation]);
        }
        return true;
      }),
      propertyRuns,
    );
  });

  test('fast-json-patch and rfc6902 make the same of the operations without the values before', () => {
    fc.assert(
      fc.property(versionsOf(plainObject), ([before, after]) => {
        const patch = toPatch(diff(before, after));
        const byRfc6902 = structuredClone(before);
        const errors = applyPatch(byRfc6902, patch).filter((error) => error !== null);
        const byFastJsonPatch = fastJsonPatch.applyPatch(structuredClone(before) as Json, patch, true).newDocument;
        return errors.length === 0 && isSame(byRfc6902, after) && isSame(byFastJsonPatch, after);
      }),
      propertyRuns,
    );
  });

  test('deep-diff finds the same changed paths where there are no arrays', () => {
    fc.assert(
      fc.property(versionsOf(objectWithoutArrays), ([before, after]) => {
        const theirPaths = (deepDiff.diff(before, after) ?? []).map(({ path }) => formatPointer(path ?? []));
        const ourPaths = diff(before, after).map(({ path }) => path);
        return ourPaths.sort().join() === theirPaths.sort().join();
      }),
      propertyRuns,
    );
  });
});

describe('for any document', () => {
  test('there is no difference to itself or to a copy with its keys and keyed arrays in another order', () => {
    fc.assert(
      fc.property(json, (value) => {
        const copy = backwards(value);
        return diff(value, value).length === 0 && diff(value, copy).length === 0 && equal(value, copy);
      }),
      propertyRuns,
    );
  });

  test('a pointer survives being formatted and parsed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('/', '~', '0', '1', 'é', '\ud800') })), (tokens) => {
        const parsed = parsePointer(formatPointer(tokens));
        return parsed.length === tokens.length && parsed.every((token, index) => token === tokens[index]);
      }),
      propertyRuns,
    );
  });
});

/** The same record, spelled in another order. */
function backwards(value: Json): Json {
  if (Array.isArray(value)) {
    const reversed = value.map(backwards).reverse();
    return canonicalText(reversed) === canonicalText(value) ? reversed : value.map(backwards);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, child]): [string, Json] => [key, backwards(child)])
      .reverse(),
  );
}
