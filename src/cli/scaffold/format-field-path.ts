import { type FieldPath, FieldPathError, type PathStep, parseFieldPath } from '../../model/field-path.js';

const PLAIN = /^[^.[\]"]+$/;

/** The path as a mapping spells it, such as `items[].sku` or `custom["a.b"]`; null for one that cannot be spelled. */
export function formatFieldPath(path: FieldPath): string | null {
  const text = path.map(formatStep).join('');
  try {
    return JSON.stringify(parseFieldPath(text)) === JSON.stringify(path) ? text : null;
  } catch (error) {
    if (error instanceof FieldPathError) return null;
    throw error;
  }
}

function formatStep(step: PathStep, at: number): string {
  if ('each' in step) return '[]';
  if ('index' in step) return `[${step.index}]`;
  if ('where' in step) return `[${step.where}=${step.equals}]`;
  if (!PLAIN.test(step.key)) return `["${step.key}"]`;
  return at === 0 ? step.key : `.${step.key}`;
}
