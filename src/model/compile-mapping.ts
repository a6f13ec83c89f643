import type { Json } from '../diff/json.js';
import { type CanonicalField, type FieldKind, findCanonicalField } from './canonical-field.js';
import { type FieldPath, FieldPathError, findEach, parseFieldPath } from './field-path.js';
import type { TransformName, TransformOptions } from './field-transform.js';
import type { RecordType } from './record-type.js';

/** A rule in full: where the value stands, how it is transformed, and what the transform is told. */
export interface LongRule extends TransformOptions {
  from: string | readonly string[];
  transform?: TransformName | undefined;
}

/** Rules by canonical path, and values for what is absent or null. */
export interface MappingRules {
  fields: Readonly<Record<string, string | LongRule>>;
  defaults: Readonly<Record<string, unknown>>;
}

/** Where a value is read: in the whole payload, or in the element that is being mapped. */
export interface RuleSource {
  path: FieldPath;
  inElement: boolean;
}

/** One rule, ready to be carried out. */
export interface CompiledRule {
  /** The keys that lead to the field, below the record or below the element. */
  keys: readonly string[];
  field: CanonicalField;
  sources: readonly RuleSource[];
  /** The sources as they are written, for messages. */
  from: string;
  transform: TransformName;
  options: TransformOptions;
  /** What stands where the source has nothing. */
  otherwise: Json | undefined;
}

/** The rules of the elements of one canonical array. */
export interface CompiledArray {
  name: string;
  /** The array of the payload that the elements come from; null when every rule reads elsewhere. */
  elements: FieldPath | null;
  rules: CompiledRule[];
}

/** What is wrong with a rule: the keys that lead to it in the mapping, and why. */
export interface MappingFault {
  path: string[];
  message: string;
}

/** A mapping whose paths are parsed, or the faults that keep it from working. */
export interface CompiledMapping {
  type: RecordType;
  rules: CompiledRule[];
  arrays: CompiledArray[];
  faults: MappingFault[];
}

const TRANSFORMS: Readonly<Record<FieldKind, TransformName>> = {
  id: 'text',
  text: 'text',
  texts: 'text',
  decimal: 'money',
  instant: 'instant',
  flag: 'flag',
  choice: 'text',
  any: 'keep',
  bag: 'keep',
};

/**
 * Parses the paths of a mapping once and holds them against the canonical schema. An `override` goes over a record that is mapped
 * already, so it names no ids. Faults are values; a mapping that has some is not to be used.
 */
export function compileMapping(
  type: RecordType,
  mapping: MappingRules,
  purpose: 'whole' | 'override',
): CompiledMapping {
  const compiled: CompiledMapping = { type, rules: [], arrays: [], faults: [] };
  for (const name of new Set([...Object.keys(mapping.fields), ...Object.keys(mapping.defaults)])) {
    const path = [Object.hasOwn(mapping.fields, name) ? 'fields' : 'defaults', name];
    try {
      addRule(compiled, name, mapping, purpose);
    } catch (error) {
      if (!(error instanceof FieldPathError)) throw error;
      compiled.faults.push({ path, message: error.message });
    }
  }
  // The shorter path first, so that a whole bag does not go over what another rule puts into it.
  for (const { rules } of [compiled, ...compiled.arrays]) rules.sort((a, b) => a.keys.length - b.keys.length);
  return purpose === 'whole' ? checkWhole(compiled) : compiled;
}

function addRule(
  compiled: CompiledMapping,
  name: string,
  { fields, defaults }: MappingRules,
  purpose: 'whole' | 'override',
): void {
  const target = parseFieldPath(name);
  const field = findCanonicalField(compiled.type, target);
  if (field === null) throw new FieldPathError(`is no field of a canonical ${compiled.type}, nor in its attributes`);
  if (purpose === 'override' && field.kind === 'id') throw new FieldPathError('is an id, which only the channel maps');
  const written = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const { from, transform, ...options }: LongRule =
    typeof written === 'object' ? written : { from: written === undefined ? [] : written };
  const array = findEach(target) < 0 ? null : arrayFor(compiled, target);
  const sources = [from].flat().map((text) => toSource(parseSource(text), array));
  const rule: CompiledRule = {
    keys: keysOf(array === null ? target : target.slice(2)),
    field,
    sources,
    from: [from].flat().join(', '),
    transform: transform ?? (options.values === undefined ? TRANSFORMS[field.kind] : 'enum'),
    options,
    otherwise: Object.hasOwn(defaults, name) ? (defaults[name] as Json) : undefined,
  };
  checkValues(rule);
  (array ?? compiled).rules.push(rule);
}

function keysOf(path: FieldPath): string[] {
  return path.map((step) => ('key' in step ? step.key : ''));
}

function arrayFor(compiled: CompiledMapping, target: FieldPath): CompiledArray {
  const name = keysOf(target)[0] ?? '';
  const known = compiled.arrays.find((array) => array.name === name);
  if (known !== undefined) return known;
  const array: CompiledArray = { name, elements: null, rules: [] };
  compiled.arrays.push(array);
  return array;
}

function parseSource(text: string): FieldPath {
  try {
    return parseFieldPath(text);
  } catch (error) {
    throw new FieldPathError(
      `comes from ${JSON.stringify(text.slice(0, 60))}, which ${(error as FieldPathError).message}`,
    );
  }
}

/** A path through `[]` into an element of a canonical array reads in the element of the payload that it stands for. */
function toSource(path: FieldPath, array: CompiledArray | null): RuleSource {
  const at = findEach(path);
  if (array === null || at < 0) return { path, inElement: false };
  const elements = path.slice(0, at);
  array.elements ??= elements;
  if (JSON.stringify(array.elements) !== JSON.stringify(elements)) {
    throw new FieldPathError(`must come from the same array as the other fields of ${array.name}[]`);
  }
  return { path: path.slice(at + 1), inElement: true };
}

/** The values that a rule itself brings must fit its field. */
function checkValues({ field, options, otherwise, transform }: CompiledRule): void {
  const own = transform === 'enum' ? [...Object.values(options.values ?? {}), options.otherwise] : [];
  for (const value of [...own, otherwise]) {
    const fault = value === undefined ? null : faultOfValue(field, value);
    if (fault !== null) throw new FieldPathError(`cannot be ${JSON.stringify(value)?.slice(0, 60)}: ${fault}`);
  }
}

/** Why the field cannot have this value; null when it can. */
export function faultOfValue({ nullable, schema }: CanonicalField, value: Json): string | null {
  if (value === null) return nullable ? null : 'must not be null';
  const checked = schema.safeParse(value);
  return checked.success ? null : (checked.error.issues[0]?.message ?? 'is not valid');
}

/** A whole mapping says where the id of a record and of each of its elements comes from. */
function checkWhole(compiled: CompiledMapping): CompiledMapping {
  const hasId = ({ rules }: { rules: readonly CompiledRule[] }) => rules.some(({ keys }) => keys.join() === 'id');
  const lacking = (name: string) => ({ path: ['fields', name], message: 'is needed: it tells one from another' });
  if (!hasId(compiled)) compiled.faults.push(lacking('id'));
  for (const array of compiled.arrays) {
    if (!hasId(array)) compiled.faults.push(lacking(`${array.name}[].id`));
    if (array.elements === null) {
      compiled.faults.push({
        path: ['fields', `${array.name}[].id`],
        message: 'needs a source with [], such as items[].id',
      });
    }
  }
  return compiled;
}
