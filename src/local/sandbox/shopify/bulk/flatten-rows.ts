import { createSeededRandom } from '../../kit/seeded-random.js';

type Row = Record<string, unknown>;

/** The rows of a bulk operation's file: each node of a connection by itself, with its parent's id. */
export interface FlatRows {
  roots: number;
  /** JSON texts, a parent before its children and its children together. */
  lines: string[];
}

/** Takes the nodes of all connections out of an answer. */
export function flattenRows(data: Row): FlatRows {
  const lines: string[] = [];
  let roots = 0;
  for (const node of Object.values(data).flatMap((value) => nodesOf(value) ?? [])) {
    roots += 1;
    addNode(node, null, lines);
  }
  return { roots, lines };
}

/** Puts the rows into an order in which children may stand anywhere, even before their parents. */
export function scatter(lines: readonly string[], seed: number): string[] {
  const random = createSeededRandom(seed);
  const scattered = [...lines];
  for (let last = scattered.length - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    [scattered[last], scattered[other]] = [scattered[other] as string, scattered[last] as string];
  }
  return scattered;
}

function addNode(node: Row, parentId: string | null, lines: string[]): void {
  const entries = Object.entries(node);
  const own = entries.filter(([, value]) => nodesOf(value) === null);
  lines.push(JSON.stringify({ ...Object.fromEntries(own), ...(parentId === null ? {} : { __parentId: parentId }) }));
  for (const [, value] of entries) {
    for (const child of nodesOf(value) ?? []) addNode(child, String(node.id), lines);
  }
}

/** The nodes of a connection; null for what is none. Only connections have edges. */
function nodesOf(value: unknown): Row[] | null {
  if (typeof value !== 'object' || value === null || !('edges' in value) || !Array.isArray(value.edges)) return null;
  return value.edges.map(({ node }: { node: Row }) => node);
}
