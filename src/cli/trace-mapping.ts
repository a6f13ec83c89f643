import { apply } from '../diff/apply.js';
import type { Json } from '../diff/json.js';
import { formatPointer } from '../diff/pointer.js';
import type { ChannelResource } from '../ports/channel.js';
import { changedFields } from './changed-fields.js';
import { fieldsRead } from './fields-read.js';
import { createOtherValues } from './other-values.js';
import { type Leaf, outerLeavesOf } from './payload-leaves.js';
import { createTracedFields, type TracedField } from './traced-fields.js';

type Mapping = Pick<ChannelResource, 'map'>;

/** A field of the payload is tried at one place after the other, until so many in a row told nothing new. */
const MAX_IDLE = 8;

/**
 * Finds out which canonical field comes from which field of the payload, by changing one value of the samples after the other and
 * looking at what that changes in the mapped record. It tells what the mapping does, whatever its code looks like.
 */
export function traceMapping(resource: Mapping, samples: readonly Json[], settings: unknown): TracedField[] {
  const otherValuesIn = createOtherValues(samples);
  const found = createTracedFields();
  const read = fieldsRead(samples, (sample) => tryMap(resource, sample, settings));
  const idle = new Map<string, number>();
  for (const sample of samples) {
    const before = tryMap(resource, sample, settings);
    if (before === null) continue;
    const otherValues = otherValuesIn(sample);
    for (const leaf of outerLeavesOf(sample)) {
      const places = idle.get(leaf.from) ?? 0;
      if (places === MAX_IDLE || !read.has(leaf.from)) continue;
      const changed = otherValues(leaf).flatMap((other) => {
        const after = tryMap(resource, exchange(sample, leaf, other), settings);
        return after === null ? [] : changedFields(before, after, { ...leaf, name: nameOf(leaf), other });
      });
      const news = changed.filter((one) => found.note(one, leaf.from));
      idle.set(leaf.from, news.length > 0 ? 0 : places + 1);
    }
  }
  return found.list();
}

function exchange(sample: Json, { tokens }: Leaf, value: Json): Json {
  return apply(sample, [{ op: 'replace', path: formatPointer(tokens), value }]);
}

/** The name of the field that the value stands in, lists passed over. */
function nameOf({ tokens }: Leaf): string {
  return tokens.findLast((token) => !/^\d+$/.test(token)) ?? '';
}

/** What another value turns into something that cannot be mapped tells nothing. */
function tryMap({ map }: Mapping, raw: Json, settings: unknown): Json | null {
  try {
    return map(raw, settings).record;
  } catch {
    return null;
  }
}
