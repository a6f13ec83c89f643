import { z } from 'zod';
import { parseDurationMs } from '../../model/duration.js';
import { recordTypes } from '../../model/record-type.js';
import type { Channel, ChannelResource } from '../../ports/channel.js';

/** The keys of channels and the names of their resources. */
const NAME = /^[a-z][a-z0-9-]{0,62}$/;
const SECRET_NAME = /^[A-Za-z][A-Za-z0-9]{0,63}$/;
/** Formats that payloads have without a channel. */
const RESERVED = new Set(['canonical', 'local-edit', 'tracking']);
const MIN_INTERVAL_MS = 60_000;

/** What a channel is made of: the port's `Channel`, but with its secrets as a plain list where they do not depend on settings. */
export interface ChannelDefinition<Settings> extends Omit<Channel<Settings>, 'secretNames'> {
  secrets: readonly string[] | ((settings: Settings) => readonly string[]);
}

/**
 * Makes a channel of its definition, and checks what a type cannot say.
 * @throws Error that names every fault of the definition
 * @example
 * export const paper = defineChannel({
 *   key: 'paper', title: 'Paper shop', mappingVersion: '1',
 *   settings: z.strictObject({ baseUrl: z.url() }), secrets: ['token'], rateLimit: { perSecond: 2, burst: 10 },
 *   resources: { orders: { type: 'order', list, identify: identifyBy({ id: 'id', version: 'changed_at' }), map: mapFields({…}) } },
 * });
 */
export function defineChannel<Settings>(definition: ChannelDefinition<Settings>): Channel<Settings> {
  const faults = [...faultsOfHead(definition), ...faultsOfResources(definition)];
  if (faults.length > 0)
    throw new Error(`The channel ${JSON.stringify(definition.key)} is wrong: ${faults.join('; ')}`);
  const { secrets, ...rest } = definition;
  return { ...rest, secretNames: typeof secrets === 'function' ? secrets : () => secrets };
}

/** Why a key of a channel is refused, as a sentence that names the rule; null for a good one. */
export function faultOfChannelKey(key: string): string | null {
  if (!NAME.test(key))
    return 'key must be lower-case letters, digits and hyphens, beginning with a letter (at most 63)';
  return RESERVED.has(key) ? `key must not be one of ${[...RESERVED].join(', ')}` : null;
}

function when(isWrong: boolean, fault: string): string[] {
  return isWrong ? [fault] : [];
}

function faultsOfHead<Settings>(definition: ChannelDefinition<Settings>): string[] {
  const { key, title, mappingVersion, secrets, rateLimit, pullDefaults = {} } = definition;
  const keyFault = faultOfChannelKey(key);
  const names = typeof secrets === 'function' ? [] : secrets;
  const intervals = Object.entries(pullDefaults).filter(([, text]) => text !== undefined);
  return [
    ...when(keyFault !== null, String(keyFault)),
    ...when(title.trim() === '', 'title must not be empty'),
    ...when(
      !/^[1-9]\d{0,8}$/.test(mappingVersion),
      'mappingVersion must be a whole number as text, raised with each change',
    ),
    ...names
      .filter((name) => !SECRET_NAME.test(name))
      .map((name) => `secret ${JSON.stringify(name)} must be letters and digits`),
    ...when(new Set(names).size < names.length, 'secrets must be named once each'),
    ...when(rateLimit !== undefined && !(rateLimit.perSecond > 0), 'rateLimit.perSecond must be above 0'),
    ...when(rateLimit !== undefined && !(rateLimit.burst >= 1), 'rateLimit.burst must be at least 1'),
    ...intervals
      .filter(([, text]) => (parseDurationMs(text) ?? 0) < MIN_INTERVAL_MS)
      .map(([name]) => `pullDefaults.${name} must be an ISO 8601 duration of a minute or more, such as PT15M`),
  ];
}

function reaches(resource: ChannelResource): boolean {
  return [resource.list, resource.get, resource.find, resource.write].some((way) => way !== undefined);
}

function faultsOfResources<Settings>({ resources, settings }: ChannelDefinition<Settings>): string[] {
  const all = Object.entries(resources as Record<string, ChannelResource>);
  const types = all.map(([, { type }]) => type);
  const hasBaseUrl = !(settings instanceof z.ZodObject) || 'baseUrl' in settings.shape;
  return [
    ...all.flatMap(([name, resource]) => faultsOfResource(name, resource)),
    ...types
      .filter((type, index) => types.indexOf(type) !== index)
      .map((type) => `two resources give ${type} records; there is one of each type`),
    // The client of a profile is bound to the origin of this setting.
    ...when(
      !hasBaseUrl && all.some(([, one]) => reaches(one)),
      'settings must have a baseUrl, to which all requests go',
    ),
  ];
}

function faultsOfResource(name: string, { type, identify, map }: ChannelResource): string[] {
  return [
    ...when(!NAME.test(name), `resource ${JSON.stringify(name)} must be lower-case letters, digits and hyphens`),
    ...when(!recordTypes.includes(type), `resource ${name}: type must be one of ${recordTypes.join(', ')}`),
    ...when(typeof identify !== 'function', `resource ${name} must identify its records`),
    ...when(typeof map !== 'function', `resource ${name} must map its records`),
  ];
}
