import { posix } from 'node:path';
import type { SourceModule } from './read-module.js';

const MAX_LINES = 300;
const MAX_FUNCTION_LINES = 60;

type Floor =
  | 'functions'
  | 'cli'
  | 'local'
  | 'composition'
  | 'orchestration'
  | 'channels'
  | 'stores'
  | 'ports'
  | 'model'
  | 'diff';

const BELOW: Readonly<Record<Floor, readonly Floor[]>> = {
  functions: ['composition', 'orchestration', 'channels', 'stores', 'ports', 'model', 'diff'],
  cli: ['local', 'composition', 'orchestration', 'channels', 'stores', 'ports', 'model', 'diff'],
  local: ['composition', 'orchestration', 'channels', 'stores', 'ports', 'model', 'diff'],
  composition: ['orchestration', 'channels', 'stores', 'ports', 'model', 'diff'],
  orchestration: ['ports', 'model', 'diff'],
  channels: ['ports', 'model', 'diff'],
  stores: ['ports', 'model', 'diff'],
  ports: ['model', 'diff'],
  model: ['diff'],
  diff: [],
};

/** Packages that only some floors may name, by the beginning of their names. */
const KEPT: readonly { packages: readonly string[]; floors: readonly Floor[] }[] = [
  { packages: ['@azure/functions'], floors: ['functions', 'local'] },
  { packages: ['@azure/storage-blob', '@azure/cosmos', '@azure/keyvault-secrets'], floors: ['stores', 'local'] },
  { packages: ['@azure/identity'], floors: ['stores', 'local', 'composition'] },
  { packages: ['axios'], floors: ['channels', 'local'] },
  { packages: ['commander'], floors: ['cli'] },
];

const PURE: readonly Floor[] = ['diff', 'model', 'ports', 'orchestration'];
const IMPURE_USES = [
  'Date.now',
  'new Date()',
  'Date()',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'fetch()',
  'setTimeout()',
  'setInterval()',
];
// Hashing is arithmetic; everything else of Node reaches the world.
const PURE_PACKAGES = ['node:crypto'];

/** The floor that a file stands on: its folder; files beside the folders belong to the composition. */
export function floorOf(path: string): Floor | null {
  const [folder = '', ...rest] = path.split('/');
  if (rest.length === 0) return 'composition';
  return folder in BELOW ? (folder as Floor) : null;
}

const isImpure = (use: string) => IMPURE_USES.includes(use) || use.startsWith('node:crypto random');

/** Every breach of the walls, one line each, the file first; none in a sound house. */
export function findBreaches(modules: readonly SourceModule[]): string[] {
  return [...modules.flatMap(breachesOf), ...findCycles(modules)];
}

function breachesOf(module: SourceModule): string[] {
  const floor = floorOf(module.path);
  if (floor === null) return [`${module.path}: stands on no floor`];
  const breaches = [
    ...module.imports.map((name) => importBreach(module.path, floor, name)),
    ...useBreaches(module, floor),
    ...sizeBreaches(module),
  ];
  return breaches.filter((breach) => breach !== null).map((breach) => `${module.path}: ${breach}`);
}

function importBreach(path: string, floor: Floor, name: string): string | null {
  if (!name.startsWith('.')) return packageBreach(floor, name);
  const target = resolveImport(path, name);
  if (target.startsWith('..')) return `names ${name}, outside of src`;
  const below = floorOf(target);
  if (below === null) return `names ${name}, which stands on no floor`;
  if (below === floor || BELOW[floor].includes(below)) return null;
  // The documentation command writes down the interface, which needs no host.
  if (path === 'cli/docs.ts' && target.startsWith('functions/http/openapi-')) return null;
  return `${floor} must not name ${below} (${name})`;
}

function packageBreach(floor: Floor, name: string): string | null {
  const rule = KEPT.find(({ packages }) =>
    packages.some((kept) => name === kept || name.startsWith(`${kept}/`) || name.startsWith(`${kept}-`)),
  );
  if (rule !== undefined && !rule.floors.includes(floor)) return `${floor} must not name ${name}`;
  if (PURE.includes(floor) && name.startsWith('node:') && !PURE_PACKAGES.includes(name))
    return `${floor} is pure and must not name ${name}`;
  return null;
}

function useBreaches({ path, uses }: SourceModule, floor: Floor): (string | null)[] {
  const env = uses.has('process.env') && !(path === 'composition.ts' || floor === 'cli' || floor === 'local');
  const impure = PURE.includes(floor) ? [...uses].filter(isImpure) : [];
  return [
    env ? 'only composition.ts, cli and local read process.env' : null,
    ...impure.map((use) => `${floor} is pure and must not use ${use}`),
  ];
}

function sizeBreaches({ lines, functions }: SourceModule): string[] {
  const long = functions
    .filter((one) => one.lines > MAX_FUNCTION_LINES)
    .map((one) => `${one.name} has ${one.lines} lines`);
  return lines > MAX_LINES ? [`has ${lines} lines`, ...long] : long;
}

function resolveImport(path: string, name: string): string {
  return posix.join(posix.dirname(path), name).replace(/\.js$/, '.ts');
}

/** Cycles of imports, types included, each named once by its files. */
function findCycles(modules: readonly SourceModule[]): string[] {
  const graph = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports.filter((name) => name.startsWith('.')).map((name) => resolveImport(path, name)),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) cycles.push(`cycle: ${[...trail.slice(at), path].join(' -> ')}`);
    if (at >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return cycles;
}
