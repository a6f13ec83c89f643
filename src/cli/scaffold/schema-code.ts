import type { TreeLeaf, TreeNode, TreeObject } from './field-tree.js';
import { isNeeded } from './needed-fields.js';
import type { Code } from './print-code.js';

const TYPES: Readonly<Record<string, string>> = {
  string: 'z.string()',
  // Digits that a double cannot hold are read as text.
  number: 'z.union([z.number(), z.string()])',
  boolean: 'z.boolean()',
};

/** The zod schema of the payload as far as the mapping reads it; what else is in it passes. */
export function toSchemaCode(tree: TreeObject): Code {
  const fields = [...tree.fields].map(([name, node]) => [name, toNodeCode(node)] as const);
  return { wrap: 'z.looseObject', inside: { fields, open: true } };
}

function toNodeCode(node: TreeNode): Code {
  if ('source' in node) return isNeeded(node) ? typeOf(node) : orNothing(typeOf(node));
  const code: Code = 'element' in node ? { wrap: 'z.array', inside: toSchemaCode(node.element) } : toSchemaCode(node);
  return isNeeded(node) ? code : { wrap: 'z.nullish', inside: code };
}

function orNothing(type: string): string {
  return type === 'z.unknown()' ? type : `${type}.nullish()`;
}

function typeOf({ source }: TreeLeaf): string {
  const types = new Set(source.values.map((value) => (Array.isArray(value) ? 'list' : typeof value)));
  if (types.size === 1 && types.has('list')) return 'z.array(z.unknown())';
  if (types.has('string') && types.has('number')) types.delete('string');
  const [only] = types;
  return types.size === 1 && only !== undefined ? (TYPES[only] ?? 'z.unknown()') : 'z.unknown()';
}
