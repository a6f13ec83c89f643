import { faultOfChannelKey } from '../../channels/kit/define-channel.js';

/** One channel's name in every spelling that files need. */
export interface ChannelName {
  /** In profiles and paths: `acme-pos`. */
  key: string;
  /** In code: `acmePos`. */
  camel: string;
  /** In types: `AcmePos`. */
  pascal: string;
  /** For people: `Acme pos`. */
  title: string;
  /** In the names of environment variables: `ACME_POS`. */
  upper: string;
}

const MAX_LENGTH = 24;
/** Folders beside those of the channels, in src/channels and in test/channels. */
const FOLDERS = ['kit', 'contract', 'index'];
const WORDS =
  `await break case catch class const continue debugger default delete do else enum export extends false finally for
  function if implements import in instanceof interface let new null package private protected public return static super switch this
  throw true try typeof var void while with yield async of arguments`.split(/\s+/);
/** What the files of a channel and the list of channels name themselves. */
const TAKEN = [
  'channels',
  'findChannel',
  'defineChannel',
  'runChannelContract',
  'mapOrder',
  'identifyOrder',
  'getOrder',
]
  .concat([
    'listOrders',
    'testConnection',
    'startSandbox',
    'secrets',
    'describe',
    'test',
    'expect',
    'jest',
    'it',
    'beforeEach',
  ])
  .concat(['afterEach', 'beforeAll', 'afterAll', 'z']);

/** Why a channel cannot be called this, as a sentence that names the rule; null for a good name. */
export function faultOfChannelName(name: string): string | null {
  const told = JSON.stringify(name.slice(0, 80));
  const keyFault = faultOfChannelKey(name);
  if (keyFault !== null) return `${told} is no name of a channel: the ${keyFault}`;
  if (name.length > MAX_LENGTH) return `${told} is no name of a channel: it must have at most ${MAX_LENGTH} characters`;
  if (/--|-$/.test(name)) return `${told} is no name of a channel: a hyphen stands between two words`;
  const { camel } = spellName(name);
  if (FOLDERS.includes(name) || TAKEN.includes(camel)) return `${told} is no name of a channel: this one is taken`;
  if (WORDS.includes(camel) || camel in globalThis)
    return `${told} is no name of a channel: ${camel} means something else in JavaScript`;
  return null;
}

/** The spellings of a name that has no fault. */
export function spellName(key: string): ChannelName {
  const pascal = key
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  const title = key.replaceAll('-', ' ');
  return {
    key,
    pascal,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    title: title.charAt(0).toUpperCase() + title.slice(1),
    upper: key.replaceAll('-', '_').toUpperCase(),
  };
}
