import { mkdir, writeFile } from 'node:fs/promises';
import { createOpenapiDocument } from '../functions/http/openapi-document.js';
import { createErrorsPage } from './errors-page.js';

await mkdir('docs', { recursive: true });
await writeFile('docs/errors.md', createErrorsPage());
await writeFile('docs/openapi.json', `${JSON.stringify(createOpenapiDocument(), null, 2)}\n`);
