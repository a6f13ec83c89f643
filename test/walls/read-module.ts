import { parseSync } from '@swc/core';

/** What the walls look at in a source file. */
export interface SourceModule {
  /** Below `src`, such as `model/order.ts`. */
  path: string;
  lines: number;
  /** Every module that is named: static, type and dynamic imports, re-exports, `require`, and files by URL. */
  imports: string[];
  /** Names such as `process.env`, `Date.now()` or `new Date()` that the file uses. */
  uses: Set<string>;
  functions: { name: string; lines: number }[];
}

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string[] =>
  isNode(value) && value.type === 'StringLiteral' ? [String(value.value)] : [];

/** Reads what a file names and uses, by its syntax: text in comments and strings does not count. */
export function readModule(path: string, code: string): SourceModule {
  const tree = parseSync(code, { syntax: 'typescript', target: 'es2022' }) as unknown as Node;
  const found: SourceModule = {
    path,
    lines: code.trimEnd().split('\n').length,
    imports: [],
    uses: new Set(),
    functions: [],
  };
  const bytes = Buffer.from(code);
  const base = (tree.span as { start: number }).start - leadingBytes(code);
  const countLines = ({ start, end }: { start: number; end: number }) =>
    bytes
      .subarray(start - base, end - base)
      .toString()
      .split('\n').length;
  visit(tree, found, countLines);
  return found;
}

// The span of a module begins at its first token, behind comments and white space.
function leadingBytes(code: string): number {
  const leading = /^(?:\s+|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|#![^\n]*\n)*/.exec(code)?.[0] ?? '';
  return Buffer.byteLength(leading);
}

function visit(node: Node, found: SourceModule, countLines: (span: { start: number; end: number }) => number): void {
  found.imports.push(...importsOf(node));
  for (const use of usesOf(node)) found.uses.add(use);
  if (isFunction(node)) {
    const name = isNode(node.identifier)
      ? String(node.identifier.value)
      : isNode(node.key)
        ? String(node.key.value)
        : 'a function';
    found.functions.push({ name, lines: countLines(node.span as { start: number; end: number }) });
  }
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, found, countLines);
  }
}

function isFunction(node: Node): boolean {
  return [
    'FunctionDeclaration',
    'FunctionExpression',
    'ArrowFunctionExpression',
    'ClassMethod',
    'MethodProperty',
  ].includes(String(node.type));
}

function importsOf(node: Node): string[] {
  const { type, source, argument } = node;
  if (type === 'ImportDeclaration' || type === 'ExportNamedDeclaration' || type === 'ExportAllDeclaration')
    return textOf(source);
  if (type === 'TsImportType') return textOf(argument);
  if (type === 'TsExternalModuleReference') return textOf(node.expression);
  if (type === 'CallExpression' && isNode(node.callee)) {
    const callee = node.callee;
    const named = callee.type === 'Import' || callee.value === 'require';
    return named ? (node.arguments as Node[]).flatMap((one) => textOf(one.expression)) : [];
  }
  return type === 'NewExpression' ? fileUrlOf(node) : [];
}

/** `new URL('./main.js', import.meta.url)` starts or reads a file of ours. */
function fileUrlOf(node: Node): string[] {
  const [first, second] = (node.arguments ?? []) as { expression: Node }[];
  const callee = node.callee;
  if (!isNode(callee) || callee.value !== 'URL' || second === undefined) return [];
  return textOf(first?.expression).filter((text) => text.startsWith('.') && text.endsWith('.js'));
}

function usesOf(node: Node): string[] {
  if (node.type === 'ImportDeclaration') return namesFromCrypto(node);
  if (node.type === 'VariableDeclarator') return isProcessTaken(node) ? ['process.env'] : [];
  if (node.type === 'MemberExpression' && isNode(node.object) && isNode(node.property)) {
    const name = node.property.value ?? (isNode(node.property.expression) ? node.property.expression.value : undefined);
    return [`${String(node.object.value)}.${String(name)}`];
  }
  const callee = node.callee;
  if (node.type === 'NewExpression' && isNode(callee) && callee.value === 'Date') {
    return ((node.arguments as unknown[] | null)?.length ?? 0) === 0 ? ['new Date()'] : [];
  }
  if (node.type === 'CallExpression' && isNode(callee)) {
    return ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'Date'].includes(String(callee.value))
      ? [`${callee.value}()`]
      : [];
  }
  return [];
}

/** Hashing is pure and chance is not, and both come from one module: its names are noted one by one. */
function namesFromCrypto(node: Node): string[] {
  if (!textOf(node.source).includes('node:crypto')) return [];
  return (node.specifiers as { imported: { value: string } | null; local: { value: string } }[]).map(
    ({ imported, local }) => `node:crypto ${(imported ?? local).value}`,
  );
}

/** `const { env } = process` reads the environment too. */
function isProcessTaken({ id, init }: Node): boolean {
  return isNode(id) && id.type === 'ObjectPattern' && isNode(init) && init.value === 'process';
}
