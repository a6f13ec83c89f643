/** A webhook that an app subscribes to. */
export interface ManifestWebhook {
  event: string;
  url: string;
  onlyLiveVersion: boolean;
}

/** What an app's `manifest.xml` says, as far as a shop without a storefront needs it. */
export interface Manifest {
  name: string;
  version: string;
  registrationUrl: string;
  secret: string;
  /** Such as `order:read`. */
  permissions: string[];
  webhooks: ManifestWebhook[];
}

interface Tag {
  name: string;
  /** Of the elements around it, from the outermost. */
  path: string;
  attributes: Record<string, string>;
  text: string;
}

const TOKEN = /<\?[^>]*\?>|<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads a manifest. Throws Error for XML that is not well-formed, and for what is missing. */
export function readManifest(xml: string): Manifest {
  const tags = readTags(xml);
  const all = (path: string) => tags.filter((tag) => `${tag.path}/${tag.name}` === path);
  const one = (path: string): string => {
    const [tag, ...others] = all(`/manifest/${path}`);
    if (tag === undefined || others.length > 0 || tag.text === '') throw new Error(`the manifest needs one ${path}`);
    return tag.text;
  };
  // What the schema of the vendor asks of every app.
  for (const name of ['label', 'author', 'copyright', 'license']) one(`meta/${name}`);
  return {
    name: one('meta/name'),
    version: one('meta/version'),
    registrationUrl: one('setup/registrationUrl'),
    secret: one('setup/secret'),
    permissions: all('/manifest/permissions/read').map(({ text }) => `${text}:read`),
    webhooks: uniqueByName(all('/manifest/webhooks/webhook')).map(readWebhook),
  };
}

function uniqueByName(tags: readonly Tag[]): readonly Tag[] {
  const names = new Set(tags.map(({ attributes }) => attributes.name));
  if (names.size < tags.length || names.has(undefined)) throw new Error('each webhook needs a name of its own');
  return tags;
}

function readWebhook({ attributes: { event, url, onlyLiveVersion } }: Tag): ManifestWebhook {
  if (event === undefined || url === undefined) throw new Error('a webhook needs a url and an event');
  return { event, url, onlyLiveVersion: onlyLiveVersion === 'true' };
}

function readTags(xml: string): Tag[] {
  const [tags, open]: [Tag[], Tag[]] = [[], []];
  TOKEN.lastIndex = 0;
  for (let end = 0; end < xml.length; end = TOKEN.lastIndex) {
    const match = TOKEN.exec(xml);
    if (match === null) throw new Error(`the manifest is not well-formed at ${end}`);
    const [, closing, name, attributes = '', empty, text] = match;
    const inner = open.at(-1);
    if (text !== undefined && inner !== undefined) inner.text += decode(text).trim();
    if (name === undefined) continue;
    if (closing === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    const path = open.map((tag) => `/${tag.name}`).join('');
    const tag: Tag = { name, path, attributes: readAttributes(attributes), text: '' };
    tags.push(tag);
    if (empty !== '/') open.push(tag);
  }
  if (open.length > 0) throw new Error(`<${open[0]?.name}> is not closed`);
  return tags;
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, decode(value)]));
}

function decode(text: string): string {
  return text.replace(/&([^;\s]*);?/g, (entity, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined || !entity.endsWith(';')) throw new Error(`${entity} is not an entity`);
    return character;
  });
}
