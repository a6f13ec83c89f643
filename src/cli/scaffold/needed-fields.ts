import type { TreeNode } from './field-tree.js';

const NEEDED = new Set([
  'id',
  'updatedAt',
  'currency',
  'totals.grand',
  'lines[].id',
  'payments[].id',
  'payments[].amount',
]);

/** Whether an order makes no sense without this part of the payload: the field is needed, or one inside it is. */
export function isNeeded(node: TreeNode): boolean {
  if ('source' in node) return NEEDED.has(node.field.canonical);
  if ('element' in node) return node.list === 'lines';
  return [...node.fields.values()].some(isNeeded);
}

/** The names of the fields without which an answer makes no sense, at whatever depth. */
export function neededNames(node: TreeNode): string[] {
  if ('source' in node) return [];
  const fields = 'element' in node ? node.element.fields : node.fields;
  const names = [...fields].flatMap(([name, inner]) => {
    const deeper = neededNames(inner);
    return isNeeded(inner) || deeper.length > 0 ? [name, ...deeper] : [];
  });
  return [...new Set(names)];
}
