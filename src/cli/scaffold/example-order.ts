import type { Json, JsonObject } from '../../diff/json.js';
import { type ExampleLine, exampleLines, exampleValue } from './example-leaf.js';
import type { TreeList, TreeNode, TreeObject } from './field-tree.js';
import type { Code } from './print-code.js';

/** The words of an order's status in the sandbox. */
export type Statuses = readonly (string | number)[];

const MAX_FIELDS = 25;

/** The code that shows an order of the sandbox in the sample's shape. */
export interface ExampleCode {
  order: Code;
  line: Code;
  /** Fields that are the same for each order, where they are too many for one function; null where they are not. */
  fixed: Code | null;
}

/** The code of the example, as objects made of `order` and `line`. */
export function toExampleCode(tree: TreeObject, statuses: Statuses): ExampleCode {
  const all = [...tree.fields];
  const fixed = countFields(tree) > MAX_FIELDS ? all.filter(([, node]) => isFixed(node, statuses)) : [];
  const own = all.filter((entry) => !fixed.includes(entry));
  const lines = findLines(tree);
  return {
    order: toObjectCode(own, statuses, fixed.length > 0),
    line: toObjectCode([...(lines?.element.fields ?? [])], statuses),
    fixed: fixed.length > 0 ? toObjectCode(fixed, statuses) : null,
  };
}

type Entries = readonly (readonly [name: string, node: TreeNode])[];

function toObjectCode(entries: Entries, statuses: Statuses, isMore = false): Code {
  const fields = entries.map(([name, node]) => [name, toNodeCode(node, statuses)] as const);
  return { fields, open: true, ...(isMore ? { spread: 'FIXED' } : {}) };
}

function toNodeCode(node: TreeNode, statuses: Statuses): Code {
  if ('source' in node) return exampleValue(node, statuses).code;
  if (!('element' in node)) return toObjectCode([...node.fields], statuses);
  // One payment pays it all.
  if (node.list === 'payments') return { list: [toObjectCode([...node.element.fields], statuses)] };
  return 'order.lines.map(renderLine)';
}

function countFields(node: TreeNode): number {
  if ('source' in node || 'element' in node) return 1;
  return [...node.fields.values()].reduce((sum, inner) => sum + countFields(inner), 1);
}

function isFixed(node: TreeNode, statuses: Statuses): boolean {
  if ('source' in node) return !/\border\.|\(/.test(exampleValue(node, statuses).code.replace(/'.*'/, ''));
  return !('element' in node) && [...node.fields.values()].every((inner) => isFixed(inner, statuses));
}

function findLines(node: TreeObject): TreeList | null {
  for (const inner of node.fields.values()) {
    if ('element' in inner && inner.list === 'lines') return inner;
    const found = 'fields' in inner ? findLines(inner) : null;
    if (found !== null) return found;
  }
  return null;
}

/** What that code makes of the first order. */
export function toExample(tree: TreeObject, statuses: Statuses, line = exampleLines[0] as ExampleLine): JsonObject {
  const value = (node: TreeNode): Json => {
    if ('source' in node) return exampleValue(node, statuses).of(line);
    if (!('element' in node)) return toExample(node, statuses, line);
    const lines = node.list === 'payments' ? exampleLines.slice(0, 1) : exampleLines;
    return lines.map((one) => toExample(node.element, statuses, one));
  };
  return Object.fromEntries([...tree.fields].map(([name, node]) => [name, value(node)]));
}
