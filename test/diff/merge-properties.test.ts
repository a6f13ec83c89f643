import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/diff/json.js';
import { type Conflict, type Merge, merge } from '../../src/diff/merge.js';
import { readPointer } from '../../src/diff/pointer.js';
import { editsOf, json, jsonObject, versionsOf } from './arbitrary-json.js';
import { canonicalText } from './canonical-text.js';
import { deepFreeze } from './deep-freeze.js';
import { propertyRuns } from './property-runs.js';

/** Three versions of one place and what they should come to; undefined is absent. */
type Versions = Record<'base' | 'theirs' | 'ours' | 'merged', Json | undefined>;

const sides = ['base', 'theirs', 'ours', 'merged'] as const;

/** A place that one side at most has changed, or both in the same way. */
const peacefulLeaf: fc.Arbitrary<Versions> = fc
  .record({
    who: fc.constantFrom('nobody', 'theirs', 'ours', 'both'),
    before: fc.option(json, { nil: undefined, freq: 4 }),
    after: fc.option(json, { nil: undefined, freq: 4 }),
  })
  .map(({ who, before, after }) => ({
    base: before,
    theirs: who === 'theirs' || who === 'both' ? after : before,
    ours: who === 'ours' || who === 'both' ? after : before,
    merged: who === 'nobody' ? before : after,
  }));

function versionsOfObject(places: Record<string, Versions>): Versions {
  const version = (side: keyof Versions): JsonObject =>
    Object.fromEntries(
      Object.entries(places).flatMap(([key, { [side]: value }]): [string, Json][] =>
        value === undefined ? [] : [[key, value]],
      ),
    );
  return { base: version('base'), theirs: version('theirs'), ours: version('ours'), merged: version('merged') };
}

/** An element that is there on all sides, or that one side has added or removed. */
function versionsOfElement(id: string, places: Record<string, Versions>, fate: string): Versions {
  const all = versionsOfObject({ ...places, id: { base: id, theirs: id, ours: id, merged: id } });
  const { base } = all;
  if (fate === 'added by theirs') return { base: undefined, theirs: base, ours: undefined, merged: base };
  if (fate === 'added by ours') return { base: undefined, theirs: undefined, ours: base, merged: base };
  if (fate === 'removed by theirs') return { base, theirs: undefined, ours: base, merged: undefined };
  if (fate === 'removed by ours') return { base, theirs: base, ours: undefined, merged: undefined };
  return all;
}

function versionsOfArray(elements: Versions[], isReversed: boolean): Versions {
  const version = (side: keyof Versions): Json[] =>
    elements.map(({ [side]: element }) => element).filter((element) => element !== undefined);
  const theirs = version('theirs');
  return {
    base: version('base'),
    theirs: isReversed ? theirs.reverse() : theirs,
    ours: version('ours'),
    merged: version('merged'),
  };
}

const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', '/', '~', '0');
const fate = fc.constantFrom(
  'kept',
  'kept',
  'added by theirs',
  'added by ours',
  'removed by theirs',
  'removed by ours',
);

const peacefulVersions = fc.letrec<{ place: Versions; places: Record<string, Versions> }>((tie) => {
  const object = tie('places').map(versionsOfObject);
  const element = fc.tuple(fc.constantFrom('1', '2', '3', '4', '5'), tie('places'), fate);
  const array = fc
    .tuple(fc.uniqueArray(element, { selector: ([id]) => id, maxLength: 4 }), fc.boolean())
    .map(([elements, isReversed]) =>
      versionsOfArray(
        elements.map((one) => versionsOfElement(...one)),
        isReversed,
      ),
    );
  return {
    place: fc.oneof({ maxDepth: 2, depthSize: 'xsmall' }, peacefulLeaf, object, array),
    places: fc.dictionary(key, tie('place'), { maxKeys: 3, noNullPrototype: true }),
  };
}).places;

const strangers = fc.tuple(jsonObject, jsonObject, jsonObject).map(deepFreeze);
const threeVersions = fc.oneof({ weight: 3, arbitrary: editsOf(jsonObject) }, { weight: 1, arbitrary: strangers });

const isSame = (a: Json, b: Json): boolean => canonicalText(a) === canonicalText(b);

/** Does the merge come to this record, without a conflict? */
function isPeaceful({ merged, conflicts }: Merge, expected: Json): boolean {
  return conflicts.length === 0 && isSame(merged, expected);
}

describe('for any versions of a document', () => {
  test('changes at different places are all taken, without a conflict, whichever side is called theirs', () => {
    fc.assert(
      fc.property(peacefulVersions, (places) => {
        const versions = versionsOfObject(places);
        const [base, theirs, ours, merged] = sides.map((side) => deepFreeze(versions[side] as Json)) as [
          Json,
          Json,
          Json,
          Json,
        ];
        return isPeaceful(merge(base, theirs, ours), merged) && isPeaceful(merge(base, ours, theirs), merged);
      }),
      propertyRuns,
    );
  });

  test('where one side or both sides made all the changes, the merge has just these, without a conflict', () => {
    fc.assert(
      fc.property(
        versionsOf(json),
        ([base, changed]) =>
          isPeaceful(merge(base, changed, base), changed) &&
          isPeaceful(merge(base, base, changed), changed) &&
          isPeaceful(merge(base, changed, changed), changed),
      ),
      propertyRuns,
    );
  });

  test('the merged record has the winner’s value at the path of each conflict', () => {
    fc.assert(
      fc.property(threeVersions, fc.constantFrom('local', 'remote'), ([base, theirs, ours], winner) => {
        const { merged, conflicts } = merge(base, theirs, ours, { '': winner });
        return conflicts.every((conflict) => {
          const won = winner === 'local' ? conflict.ours : conflict.theirs;
          return conflict.winner === winner && (won === undefined || readPointer(merged, conflict.path) === won);
        });
      }),
      propertyRuns,
    );
  });

  test('swapping the sides and the winner swaps the conflicts and gives the same record', () => {
    fc.assert(
      fc.property(threeVersions, ([base, theirs, ours]) => {
        const remote = merge(base, theirs, ours, { '': 'remote' });
        const local = merge(base, ours, theirs, { '': 'local' });
        const isMirrored =
          valuesOf(remote.conflicts, 'theirs', 'ours').join() === valuesOf(local.conflicts, 'ours', 'theirs').join();
        return isMirrored && isSame(remote.merged, local.merged);
      }),
      propertyRuns,
    );
  });
});

function valuesOf(conflicts: Conflict[], first: 'theirs' | 'ours', second: 'theirs' | 'ours'): string[] {
  const text = (value: Json | undefined): string => (value === undefined ? 'absent' : canonicalText(value));
  return conflicts.map((conflict) => [conflict.base, conflict[first], conflict[second]].map(text).join(' | ')).sort();
}
