/** A route of a function: `template` below the route prefix, as the app registered it. */
export interface Route<Target> {
  template: string;
  methods: readonly string[];
  target: Target;
}

/** What a request's method and path lead to. `wrong-method` names the methods that the path does have. */
export type Match<Target> =
  | { kind: 'found'; target: Target; params: Record<string, string> }
  | { kind: 'wrong-method'; allow: string[] }
  | { kind: 'none' };

const CONSTRAINTS: Record<string, string> = {
  int: '-?\\d{1,10}',
  long: '-?\\d{1,19}',
  alpha: '[A-Za-z]+',
  bool: 'true|false',
  guid: '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}',
};
const PARAMETER = /^\{(?<star>\*{0,2})(?<name>[A-Za-z_]\w*)(?::(?<constraint>[a-z]+))?(?<optional>\??)\}$/;

interface Segment {
  /** Lower wins: literal, constrained parameter, parameter, catch-all. */
  rank: number;
  source: string;
  name?: string;
}

/**
 * Builds the function from a request's method and decoded path to what it leads to.
 * Literal segments win over parameters, case does not matter in them, and a HEAD request is served by a GET route.
 * Throws for a template that it does not understand.
 */
export function createRouter<Target>(
  routes: readonly Route<Target>[],
): (method: string, path: string) => Match<Target> {
  const compiled = routes.map(compile).sort((a, b) => compareRanks(a.ranks, b.ranks));
  return (method, path) => {
    const allow = new Set<string>();
    for (const route of compiled) {
      const match = route.expression.exec(path);
      if (match === null) continue;
      if (accepts(route.methods, method))
        return { kind: 'found', target: route.target, params: paramsOf(route.names, match) };
      for (const allowed of route.methods) allow.add(allowed);
    }
    return allow.size === 0 ? { kind: 'none' } : { kind: 'wrong-method', allow: [...allow] };
  };
}

function accepts(methods: readonly string[], method: string): boolean {
  return methods.includes(method) || (method === 'HEAD' && methods.includes('GET'));
}

function compile<Target>({ template, methods, target }: Route<Target>) {
  const trimmed = template.replace(/^\/|\/$/g, '');
  const segments = trimmed === '' ? [] : trimmed.split('/').map((text) => compileSegment(text, template));
  return {
    methods: methods.map((method) => method.toUpperCase()),
    target,
    ranks: segments.map((segment) => segment.rank),
    names: segments.flatMap((segment) => segment.name ?? []),
    expression: new RegExp(`^${segments.map((segment) => segment.source).join('')}/?$`, 'i'),
  };
}

function compileSegment(text: string, template: string): Segment {
  if (!/[{}]/.test(text)) return { rank: 0, source: `/${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}` };
  const { star, name, constraint, optional } = PARAMETER.exec(text)?.groups ?? {};
  const value = constraint === undefined ? '[^/]+' : CONSTRAINTS[constraint];
  if (name === undefined || value === undefined) throw new Error(`route "${template}": "${text}" is not understood`);
  if (star) return { rank: 3, source: '(?:/(.*))?', name };
  const source = `/(${value})`;
  return { rank: constraint === undefined ? 2 : 1, source: optional ? `(?:${source})?` : source, name };
}

/** Where two routes take the same path, the one that ends earlier has fewer optional parts, and so says more. */
function compareRanks(a: number[], b: number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function paramsOf(names: string[], match: RegExpExecArray): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = match[index + 1];
    if (value !== undefined && value !== '') params[name] = value;
  }
  return params;
}
