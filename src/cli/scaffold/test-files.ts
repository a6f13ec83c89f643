import { mapFields } from '../../channels/kit/field-mapping.js';
import type { Json } from '../../diff/json.js';
import { type Blueprint, nameSlots, pagePaths } from './channel-files.js';
import type { Draft } from './draft.js';
import { toExample } from './example-order.js';
import { toFieldTree } from './field-tree.js';
import { neededNames } from './needed-fields.js';
import { printCode, printJson, toCode } from './print-code.js';
import { isByDay, pagesByNumber, statusesOf } from './sandbox-files.js';
import { fill } from './templates/fill.js';
import { clientTestTemplate, contractTemplate, mapTestTemplate, startTemplate } from './templates/tests.js';
import { tidyImports } from './tidy-imports.js';

/** `test/channels/<name>`: its files by their names. The canonical order is what the mapping makes of the order today. */
export function testFiles(blueprint: Blueprint): Record<string, string> {
  const { name, draft, sample } = blueprint;
  const names = nameSlots(name);
  const byNumber = pagesByNumber(blueprint);
  const order = toExample(toFieldTree(draft), statusesOf(blueprint));
  const { records, next } = pagePaths(sample);
  const paged = blueprint.paging.sandbox.includes('const next = last') ? next : [];
  const needed = [...new Set([...records, ...paged, ...neededNames(toFieldTree(draft))])];
  const needs = printCode(toCode(needed), 6, '      needs: '.length);
  const script = `records, sameInstant, ${byNumber ? 'repeatLastPage, ' : ''}now`;
  const time = isByDay(draft) ? '00:00:00' : '10:00:00';
  const texts = {
    'start-sandbox.ts': fill(startTemplate, { ...names, script, options: byNumber ? ', { repeatLastPage }' : '' }),
    'contract.test.ts': fill(contractTemplate, { ...names, needs }),
    'map.test.ts': fill(mapTestTemplate, { ...names, time }),
    'client.test.ts': fill(clientTestTemplate, names),
  };
  return {
    ...Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, tidyImports(text)])),
    'fixtures/order.json': printJson(order),
    'fixtures/order.canonical.json': printJson(mapExample(draft, order)),
  };
}

function mapExample({ fields, defaults }: Draft, order: Json): Json {
  const rules = fields.map(({ canonical, sources, reading }) => {
    const paths = sources.map(({ text }) => text);
    return [canonical, { from: paths, ...reading }] as const;
  });
  return mapFields({ type: 'order', fields: Object.fromEntries(rules), defaults })(order, {}).record;
}
