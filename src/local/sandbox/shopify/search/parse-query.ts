/** How a term compares. */
export type Comparator = '=' | '<' | '<=' | '>' | '>=';

/** One term of a search; `field` is null for words that stand alone. */
export interface SearchTerm {
  field: string | null;
  comparator: Comparator;
  value: string;
  isQuoted: boolean;
  isNegated: boolean;
}

const TERM =
  /(?<not>-|NOT\s+)?(?:(?<field>[A-Za-z_]\w*(?:\.\w+)*):)?(?<comparator><=|>=|<|>)?(?:'(?<single>(?:[^'\\]|\\.)*)'|"(?<double>(?:[^"\\]|\\.)*)"|(?<bare>[^\s()]+))/gy;

/**
 * Reads the search syntax: terms side by side must all hold (AND may be said), and OR parts such groups. Each list is one
 * group. Brackets are passed over.
 */
export function parseSearch(query: string): SearchTerm[][] {
  const groups: SearchTerm[][] = [[]];
  let at = 0;
  while (at < query.length) {
    const rest = /[\s()]*/y;
    rest.lastIndex = at;
    at += rest.exec(query)?.[0].length ?? 0;
    TERM.lastIndex = at;
    const match = TERM.exec(query);
    if (match === null) break;
    at = TERM.lastIndex;
    if (match[0] === 'OR') groups.push([]);
    else if (match[0] !== 'AND') groups.at(-1)?.push(termOf(match.groups ?? {}));
  }
  return groups.filter((group) => group.length > 0);
}

function termOf({ not, field, comparator, single, double, bare }: Record<string, string | undefined>): SearchTerm {
  const quoted = (single ?? double)?.replace(/\\(.)/g, '$1');
  return {
    field: field ?? null,
    comparator: (comparator ?? '=') as Comparator,
    value: quoted ?? bare ?? '',
    isQuoted: quoted !== undefined,
    isNegated: not !== undefined,
  };
}
