import { mkdir, writeFile } from 'node:fs/promises';
import { createOpenapiDocument } from '../functions/http/openapi-document.js';
import { createErrorsPage } from './errors-page.js';
import { createMappingPages } from './mapping-pages.js';

await mkdir('docs/channels', { recursive: true });
await writeFile('docs/errors.md', createErrorsPage());
await writeFile('docs/openapi.json', `${JSON.stringify(createOpenapiDocument(), null, 2)}\n`);
for (const { file, text } of await createMappingPages()) await writeFile(`docs/channels/${file}`, text);
