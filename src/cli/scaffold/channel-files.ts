import type { ChannelName } from './channel-name.js';
import type { Draft, DraftField } from './draft.js';
import { toFieldTree } from './field-tree.js';
import { formatFieldPath } from './format-field-path.js';
import { type Code, printCode, quote, toCode } from './print-code.js';
import type { Sample } from './read-sample.js';
import { toSchemaCode } from './schema-code.js';
import type { AuthTemplate } from './templates/auth.js';
import { clientTemplate, indexTemplate, mapTemplate, schemaTemplate } from './templates/channel.js';
import { fill } from './templates/fill.js';
import type { PagingTemplate } from './templates/paging.js';
import { tidyImports } from './tidy-imports.js';

/** What the files of a channel are made of. */
export interface Blueprint {
  name: ChannelName;
  sample: Sample;
  draft: Draft;
  auth: AuthTemplate;
  paging: PagingTemplate;
}

/** The names of a channel as the slots of templates. */
export function nameSlots({ key, camel, pascal, title }: ChannelName): Record<string, string> {
  return { key, name: camel, Name: pascal, Title: title };
}

/** The keys that lead to the list of a page, to the token of the next one, and to the length of the listing. */
export function pagePaths({ page, next, total }: Sample): Record<'records' | 'next' | 'total', readonly string[]> {
  return { records: page ?? ['orders'], next: next ?? ['next_cursor'], total: total ?? ['total'] };
}

/** `src/channels/<name>`: its files by their names. */
export function channelFiles(blueprint: Blueprint): Record<string, string> {
  const { name, draft, auth } = blueprint;
  const names = nameSlots(name);
  const secrets = printCode(toCode(Object.keys(auth.secrets)));
  const schema = printCode(toSchemaCode(toFieldTree(draft)));
  return {
    'index.ts': tidyImports(fill(indexTemplate, { ...names, secrets })),
    'schema.ts': fill(schemaTemplate, { ...names, schema }),
    'map.ts': tidyImports(fill(mapTemplate, { ...names, identity: identityCode(draft), mapping: mappingCode(draft) })),
    'client.ts': clientFile(blueprint, names),
  };
}

function clientFile({ name, sample, auth, paging }: Blueprint, names: Record<string, string>): string {
  const paths = Object.entries(pagePaths(sample)).map(([slot, keys]) => {
    const path = keys.length === 0 ? '[]' : formatFieldPath(keys.map((key) => ({ key })));
    return [slot, quote(path ?? slot)] as const;
  });
  const slots = { ...names, ...Object.fromEntries(paths) };
  const port = ['ChannelContext', 'ChannelPage', 'ChannelResponse', 'ConnectionCheck', 'ListRequest', 'RawRecord'];
  const imports = [
    ...Object.entries({ ...auth.imports, ...paging.imports }).map(
      ([from, what]) => `import { ${what.join(', ')} } from '${from}';`,
    ),
    "import { PipelineError } from '../../model/errors.js';",
    "import { parseJson } from '../../model/json-text.js';",
    "import { toFaults } from '../../model/record.js';",
    `import type { ${[...port, ...auth.port].sort().join(', ')} } from '../../ports/channel.js';`,
    "import { failed, ok, warning } from '../kit/connection-check.js';",
    "import { readPage, toChannelPage } from '../kit/read-page.js';",
    "import { identifyOrder } from './map.js';",
    `import { ${schemaNames(name).join(', ')} } from './schema.js';`,
  ];
  const parts = {
    imports: `${imports.join('\n')}\n`,

    auth: fill(auth.client, slots),
    paging: fill(paging.client, slots),
  };
  return tidyImports(fill(clientTemplate, { ...slots, ...parts }));
}

// Names are sorted by their letters, whatever their case.
function schemaNames({ key, pascal }: ChannelName): string[] {
  const names = ['orderPayload', `type ${pascal}Settings`];
  return key.charAt(0) <= 'o' ? names.reverse() : names;
}

/** How orders are told apart, and their versions. */
function identityCode({ fields }: Draft): string {
  const of = (canonical: string) => fields.find((field) => field.canonical === canonical);
  const { zone, epoch } = of('updatedAt')?.reading ?? {};
  const identity = {
    id: of('id')?.sources[0]?.text ?? 'id',
    version: of('updatedAt')?.sources[0]?.text ?? 'updated_at',
  };
  const options = { ...(zone === undefined ? {} : { zone }), ...(epoch === undefined ? {} : { epoch }) };
  return printCode(toCode({ ...identity, ...options }), 0, 'export const identifyOrder = identifyBy()'.length);
}

function mappingCode({ fields, defaults }: Draft): string {
  const rules: Code = { fields: fields.map((field) => [field.canonical, ruleCode(field)] as const), open: true };
  const code: Code = {
    fields: [
      ['type', quote('order')],
      ['fields', rules],
      ['defaults', toCode(defaults)],
    ],
    open: true,
  };
  return printCode(code);
}

function ruleCode({ sources, reading }: DraftField): Code {
  const paths = sources.map(({ text }) => text);
  const from = paths.length === 1 ? (paths[0] ?? '') : paths;
  return toCode(Object.keys(reading).length === 0 && typeof from === 'string' ? from : { from, ...reading });
}
