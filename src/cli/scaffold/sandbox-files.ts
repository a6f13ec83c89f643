import { type Blueprint, nameSlots, pagePaths } from './channel-files.js';
import type { Draft } from './draft.js';
import { amountCode } from './example-leaf.js';
import { toExampleCode } from './example-order.js';
import { toFieldTree } from './field-tree.js';
import { type Code, printCode, quote, toCode } from './print-code.js';
import { fill } from './templates/fill.js';
import {
  amountHelper,
  demoTemplate,
  renderTemplate,
  serverTemplate,
  shopTemplate,
  tokenHelper,
  totalHelper,
} from './templates/sandbox.js';
import { tidyImports } from './tidy-imports.js';

const STATUSES = ['new', 'processing', 'complete'];
const MAX_STATUSES = 5;

/** The words of the sample for the status of an order. */
export function statusesOf({ draft }: Blueprint): readonly (string | number)[] {
  const values = draft.fields.find(({ canonical }) => canonical === 'status')?.sources[0]?.values ?? [];
  const seen = values.flatMap((value) =>
    typeof value === 'number' || (typeof value === 'string' && /^[\w -]{1,40}$/.test(value)) ? [value] : [],
  );
  const [first] = seen;
  // With one status alone nothing would ever change.
  const more = typeof first === 'number' ? [first + 1] : STATUSES.slice(first === undefined ? 0 : 1);
  return [...new Set([...seen, ...(seen.length < 2 ? more : [])])].slice(0, MAX_STATUSES);
}

/** Whether the sample tells only the day of a change. */
export function isByDay({ fields }: Draft): boolean {
  const [value] = fields.find(({ canonical }) => canonical === 'updatedAt')?.sources[0]?.values ?? [];
  return /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(String(value));
}

/** Whether the sandbox pages by number, and so may repeat its last page. */
export function pagesByNumber({ paging }: Blueprint): boolean {
  return paging.sandbox.includes('repeatLastPage');
}

/** `src/local/sandbox/<name>`: its files by their names. */
export function sandboxFiles(blueprint: Blueprint): Record<string, string> {
  const { auth } = blueprint;
  const statuses = printCode(toCode(statusesOf(blueprint)), 0, 'const STATUSES =  as const'.length);
  const credentials = printCode(toCode(auth.secrets), 0, 'export const credentials = '.length);
  return {
    'authorize.ts': fill(auth.sandbox, { credentials }),
    'pages.ts': pagesFile(blueprint),
    'render-order.ts': renderFile(blueprint),
    'server.ts': serverFile(blueprint),
    'shop.ts': fill(shopTemplate, { statuses, tick: isByDay(blueprint.draft) ? '86_400_000' : '1_000' }),
  };
}

function pagesFile(blueprint: Blueprint): string {
  const { sample, paging } = blueprint;
  const { records, next, total } = pagePaths(sample);
  const page: PageTree = new Map();
  put(page, records, 'orders');
  if (paging.sandbox.includes('const next = last')) put(page, next, 'next');
  const counts = pagesByNumber(blueprint) && records.length > 0;
  if (counts) put(page, total, 'total');
  const body = records.length === 0 ? 'orders' : printCode(toPageCode(page));
  return fill(paging.sandbox, { body, counting: counts ? '  const total = found.length;\n' : '' });
}

type PageTree = Map<string, PageTree | string>;

function put(page: PageTree, [key, ...rest]: readonly string[], code: string): void {
  if (key === undefined) return;
  const known = page.get(key);
  if (rest.length === 0) page.set(key, code);
  else {
    const inner: PageTree = typeof known === 'object' ? known : new Map();
    page.set(key, inner);
    put(inner, rest, code);
  }
}

function toPageCode(page: PageTree): Code {
  return {
    fields: [...page].map(([key, inner]) => [key, typeof inner === 'string' ? inner : toPageCode(inner)] as const),
  };
}

function renderFile(blueprint: Blueprint): string {
  const { draft } = blueprint;
  const example = toExampleCode(toFieldTree(draft), statusesOf(blueprint));
  const [order, line] = [printCode(example.order, 2), printCode(example.line, 2)];
  const fixed =
    example.fixed === null
      ? ''
      : `\n/** What is the same for each order. */\nconst FIXED = ${printCode(example.fixed)};\n`;
  const thousands = draft.fields.find(({ reading }) => reading.thousands !== undefined)?.reading.thousands;
  const hasAmounts = `${order}${line}`.includes('amount(');
  const amount = hasAmounts ? fill(amountHelper, { amount: amountCode(thousands) }) : '';
  const helpers = `${order.includes('totalOf(') ? totalHelper : ''}${amount}`;
  return fill(renderTemplate, { order, line, fixed, helpers });
}

function serverFile(blueprint: Blueprint): string {
  const byNumber = pagesByNumber(blueprint);
  const grants = 'clientId' in blueprint.auth.secrets;
  const names = grants ? 'grantToken, isAuthorized' : 'isAuthorized';
  const call = `answer(shop, call${byNumber ? ', repeatLastPage' : ''})`;
  const text = fill(serverTemplate, {
    'auth-import': `import { ${names} } from './authorize.js';`,
    'token-helper': grants ? tokenHelper : '',
    'options-parameter': byNumber ? ', repeatLastPage: boolean' : '',
    'options-argument': byNumber ? ', repeatLastPage' : '',
    'options-face': byNumber ? ', { repeatLastPage = false } = {}' : '',
    answer: grants ? `answerToken(call) ?? ${call}` : call,
  });
  return tidyImports(text);
}

/** `src/local/stack/demo-<name>.ts` */
export function demoFile({ name, auth }: Blueprint): string {
  const variable = (secret: string) =>
    `TRIBUTARY_SANDBOX_${name.upper}_${secret.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
  const secrets = Object.keys(auth.secrets);
  const environment: Code = {
    fields: secrets.map((secret) => [variable(secret), `credentials.${secret}`] as const),
    open: true,
  };
  const references: Code = {
    fields: secrets.map((secret) => [secret, quote(`env:${variable(secret)}`)] as const),
    open: true,
  };
  return tidyImports(
    fill(demoTemplate, {
      ...nameSlots(name),
      environment: printCode(environment, 2),
      references: printCode(references, 4),
    }),
  );
}
