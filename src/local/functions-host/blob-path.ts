/** A trigger's path: its container, the names it takes, and what they hold. */
export interface BlobPath {
  container: string;
  /** What every name that matches starts with; empty where there is nothing in common. */
  prefix: string;
  /** The parameters in a name, or null when it does not match. */
  match(name: string): Record<string, string> | null;
}

/**
 * Parses `container/{name}`, `container/folder/{name}.{extension}` or just `container`; a parameter takes slashes, too.
 * Throws for a parameter in the container's name, which nothing here needs.
 */
export function parseBlobPath(path: string): BlobPath {
  const [container = '', ...rest] = path.split('/');
  const pattern = rest.join('/') || '{name}';
  if (!/^[a-z0-9$][a-z0-9-]*$/.test(container)) throw new Error(`"${path}" does not start with a container's name`);
  const names: string[] = [];
  const source = pattern.replace(/\{(\w+)\}|[.*+?^${}()|[\]\\]/g, (token, name: string | undefined) => {
    if (name === undefined) return `\\${token}`;
    names.push(name);
    return '(.+)';
  });
  const expression = new RegExp(`^${source}$`, 's');
  return {
    container,
    prefix: pattern.split('{', 1)[0] ?? '',
    match(name) {
      const match = expression.exec(name);
      return match && Object.fromEntries(names.map((parameter, index) => [parameter, match[index + 1] ?? '']));
    },
  };
}
