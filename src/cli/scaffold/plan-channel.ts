import { UsageError } from '../output/failure.js';
import { channelFiles } from './channel-files.js';
import { faultOfChannelName, spellName } from './channel-name.js';
import type { Draft } from './draft.js';
import { draftMapping } from './draft-mapping.js';
import { exampleSample } from './example-sample.js';
import { readSample, type Sample } from './read-sample.js';
import { register } from './register.js';
import { demoFile, sandboxFiles } from './sandbox-files.js';
import { type Auth, authTemplates } from './templates/auth.js';
import { type Paging, pagingTemplates } from './templates/paging.js';
import { testFiles } from './test-files.js';

/** What a channel is to be. */
export interface ChannelRequest {
  name: string;
  /** The text of a sample; null without one. */
  sample: string | null;
  auth: Auth;
  /** Undefined = as the sample pages, or by number. */
  paging: Paging | undefined;
}

/** The tree that a channel is put into. */
export interface Tree {
  /** The text of a file; null when there is none. */
  read(path: string): string | null;
  /** Whether there is a file or a folder. */
  has(path: string): boolean;
}

/** What is to be written, by path below the tree. */
export interface ChannelPlan {
  created: Record<string, string>;
  changed: Record<string, string>;
  paging: Paging;
  sample: Sample;
  draft: Draft;
}

const REGISTRY = 'src/channels/index.ts';
const DEMO_SHOPS = 'src/local/stack/demo-shops.ts';

/**
 * Plans a channel, its sandbox and its tests, and touches nothing.
 * @throws UsageError for a bad name, a channel that is there already, a tree that is none; what `readSample` throws
 */
export function planChannel(
  { name: key, sample: text, auth, paging: wished }: ChannelRequest,
  tree: Tree,
): ChannelPlan {
  const fault = faultOfChannelName(key);
  if (fault !== null) throw new UsageError(`${fault}; nothing is written`);
  const name = spellName(key);
  const changed = planChanges(tree, key, name.camel, name.pascal);
  const sample = text === null ? exampleSample : readSample(text);
  const draft = draftMapping(sample.orders);
  if (sample.single.length > 0)
    draft.check.push(`an order stands in ${sample.single.join('.')} there; the client takes it as it is`);
  const paging = wished ?? (sample.next === null ? 'page' : 'cursor');
  const fitting = fitPage(sample, paging);
  const blueprint = { name, sample: fitting, draft, auth: authTemplates[auth], paging: pagingTemplates[paging] };
  const created = {
    ...under(`src/channels/${key}`, channelFiles(blueprint)),
    ...under(`src/local/sandbox/${key}`, sandboxFiles(blueprint)),
    [`src/local/stack/demo-${key}.ts`]: demoFile(blueprint),
    ...under(`test/channels/${key}`, testFiles(blueprint)),
  };
  return { created, changed, paging, sample: fitting, draft };
}

/** A bare list has no room for the token of the next page. */
function fitPage(sample: Sample, paging: Paging): Sample {
  return paging === 'cursor' && sample.page?.length === 0 ? { ...sample, page: null } : sample;
}

function under(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));
}

function planChanges(tree: Tree, key: string, camel: string, pascal: string): Record<string, string> {
  const places = [
    `src/channels/${key}`,
    `src/local/sandbox/${key}`,
    `src/local/stack/demo-${key}.ts`,
    `test/channels/${key}`,
  ];
  const there = places.find((path) => tree.has(path));
  if (there !== undefined) throw new UsageError(`${there} is there already; nothing is written`);
  return {
    [REGISTRY]: change(tree, REGISTRY, { name: camel, module: `./${key}/index.js`, list: 'channels' }),
    [DEMO_SHOPS]: change(tree, DEMO_SHOPS, { name: `demo${pascal}`, module: `./demo-${key}.js`, list: 'demoShops' }),
  };
}

function change(tree: Tree, path: string, registration: Parameters<typeof register>[1]): string {
  const text = tree.read(path);
  if (text === null)
    throw new UsageError(`There is no ${path}: name the tree of Tributary by --into; nothing is written`);
  const changed = register(text, registration);
  if (changed !== null) return changed;
  const { name, list } = registration;
  throw new UsageError(`${path} has ${name} already, or no list ${list}; nothing is written`);
}
