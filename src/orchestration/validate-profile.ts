import { formatPointer } from '../diff/pointer.js';
import { type Profile, profile as profileSchema } from '../model/profile.js';
import { type Fault, type Parsed, toFaults } from '../model/record.js';
import type { Channel } from '../ports/channel.js';

/**
 * The integration profile that the input describes, complete; or every fault of it by its path: of the profile itself, of the
 * settings by the channel's own schema, of secrets that the channel or its webhooks need, and of resources and payloads that it does
 * not have.
 */
export function validateProfile(input: unknown, findChannel: (key: string) => Channel | null): Parsed<Profile> {
  const parsed = profileSchema.safeParse(input);
  if (!parsed.success) return { ok: false, faults: toFaults(parsed.error) };
  const channel = findChannel(parsed.data.channel);
  const faults = channel === null ? [unknownChannel(parsed.data)] : checkAgainst(channel, parsed.data);
  return faults.length === 0 ? { ok: true, value: parsed.data } : { ok: false, faults };
}

function unknownChannel({ channel }: Profile): Fault {
  return { path: '/channel', message: `there is no channel ${JSON.stringify(channel)}` };
}

function checkAgainst(channel: Channel, profile: Profile): Fault[] {
  const settings = channel.settings.safeParse(profile.settings);
  const resources = [...checkResources(channel, profile), ...checkMapping(channel, profile)];
  if (settings.success) return [...missingSecrets(channel, settings.data, profile), ...resources];
  const faults = toFaults(settings.error).map(({ path, message }) => ({ path: `/settings${path}`, message }));
  return [...faults, ...resources];
}

/** Those of the channel, and those of the webhooks and the registration that the settings switch on: without them all would be turned away. */
function missingSecrets(channel: Channel, settings: unknown, { secrets }: Profile): Fault[] {
  const own = channel.secretNames(settings);
  const others = (channel.webhooks?.secretNames(settings) ?? []).filter((name) => !own.includes(name));
  const registering = channel.registration?.secretNames(settings) ?? [];
  const isStored = (name: string) =>
    registering.length > 0 && channel.registration?.storedNames.includes(name) === true;
  const ways = (name: string) => `${isStored(name) ? `stored:${name}, ` : ''}env:NAME or keyvault:NAME`;
  const lacking = (names: readonly string[], who: string): Fault[] =>
    names
      .filter((name) => !Object.hasOwn(secrets, name))
      .map((name) => ({
        path: formatPointer(['secrets', name]),
        message: `${who} this secret: reference it as ${ways(name)}`,
      }));
  return [
    ...lacking(own, 'the channel needs'),
    ...lacking(others, 'the webhooks of the settings need'),
    ...lacking(registering, 'the registration of the settings needs'),
    ...neverStored(channel, registering, secrets),
  ];
}

/** References to what no registration hands over, or to what a registration is itself checked with. */
function neverStored({ registration }: Channel, checkedWith: readonly string[], secrets: Profile['secrets']): Fault[] {
  const offered = checkedWith.length === 0 ? [] : (registration?.storedNames ?? []);
  return Object.entries(secrets).flatMap(([name, reference]) => {
    if (!reference.startsWith('stored:')) return [];
    if (offered.includes(reference.slice('stored:'.length)) && !checkedWith.includes(name)) return [];
    const what =
      offered.length === 0 ? 'nothing is handed over with these settings' : `handed over are: ${offered.join(', ')}`;
    return [{ path: formatPointer(['secrets', name]), message: `there is no ${reference} for it; ${what}` }];
  });
}

function checkResources({ key, resources }: Channel, { pull }: Profile): Fault[] {
  const pulled = new Set(Object.keys(resources).filter((name) => resources[name]?.list !== undefined));
  const offered = pulled.size === 0 ? 'none' : [...pulled].join(', ');
  return pull.resources.flatMap((name, index) =>
    pulled.has(name)
      ? []
      : [
          {
            path: formatPointer(['pull', 'resources', index]),
            message: `the channel ${key} offers for pulling: ${offered}`,
          },
        ],
  );
}

/** Overrides of a type go over what the channel maps, so the channel must map that type. */
function checkMapping({ key, resources }: Channel, { mapping }: Profile): Fault[] {
  const mapped = new Set<string>(Object.values(resources).map(({ type }) => type));
  const offered = mapped.size === 0 ? 'none' : [...mapped].join(', ');
  return Object.keys(mapping).flatMap((type) =>
    mapped.has(type)
      ? []
      : [{ path: formatPointer(['mapping', type]), message: `the channel ${key} maps payloads of: ${offered}` }],
  );
}
