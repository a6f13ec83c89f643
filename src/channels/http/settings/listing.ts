import { z } from 'zod';
import { fieldPath } from './field-path.js';

const parameter = z
  .string()
  .regex(/^[A-Za-z0-9_.[\]$-]{1,100}$/, 'must be the name of a query parameter: letters, digits, and . _ - [ ] $');

/** Below `baseUrl`, and nowhere else. */
const path = z
  .string()
  .max(1_000)
  .regex(/^[^\s#\\]*$/, 'must be a path without blanks, # or \\')
  .refine(
    (text) => !/^[a-z][a-z0-9+.-]*:/i.test(text) && !text.startsWith('//'),
    'must be a path below baseUrl, not a whole URL',
  )
  .refine((text) => !text.split(/[/?]/).includes('..'), 'must not lead upwards');

const sized = { sizeParameter: parameter.optional().meta({ description: 'Asks for pull.pageSize orders a page.' }) };

const counted = {
  ...sized,
  totalPath: fieldPath.optional().meta({ description: 'Where the answer says how many orders the whole listing has.' }),
  last: z
    .enum(['empty', 'short'])
    .default('empty')
    .meta({ description: 'Without a total, how the last page is known: an empty one follows it, or it is not full.' }),
};

const isKnownSize = ({ last, sizeParameter }: { last: string; sizeParameter?: string | undefined }) =>
  last !== 'short' || sizeParameter !== undefined;
const SIZE_NEEDED = {
  path: ['sizeParameter'],
  message: 'must be given where last is short: it says when a page is full',
};

/** How the pages of a listing follow each other. */
export const paging = z.discriminatedUnion(
  'by',
  [
    z.strictObject({ by: z.literal('none') }),
    z
      .strictObject({
        by: z.literal('page'),
        parameter,
        first: z.union([z.literal(0), z.literal(1)]).default(1),
        ...counted,
      })
      .refine(isKnownSize, SIZE_NEEDED),
    z.strictObject({ by: z.literal('offset'), parameter, ...counted }).refine(isKnownSize, SIZE_NEEDED),
    z.strictObject({
      by: z.literal('cursor'),
      parameter,
      nextPath: fieldPath.meta({ description: 'Where the answer has the cursor of the next page.' }),
      morePath: fieldPath.optional().meta({ description: 'Where it says true while there are more pages.' }),
      ...sized,
    }),
    z.strictObject({ by: z.literal('link'), ...sized }),
  ],
  { error: 'must have by: none, page, offset, cursor or link' },
);

/** How the pages of a listing follow each other. */
export type Paging = z.output<typeof paging>;

const since = z
  .strictObject({
    parameter,
    format: z.enum(['rfc3339', 'date', 'epoch-seconds', 'epoch-milliseconds', 'cursor']).default('rfc3339').meta({
      description: 'What the parameter takes: an instant, or the cursor that the last listing ended with.',
    }),
    path: fieldPath.optional().meta({ description: 'For cursor: where an answer has the cursor to go on from.' }),
  })
  .refine(({ format, path: at }) => (format === 'cursor') === (at !== undefined), {
    path: ['path'],
    message: 'must be given for the format cursor, and only there: where an answer has the cursor to go on from',
  });

/** Where the orders of a system are listed, and how. */
export const ordersEndpoint = z.strictObject({
  path: path.meta({ description: 'Below baseUrl; it may have a query of its own.' }),
  one: path
    .refine((text) => text.includes('{id}'), 'must hold {id}, as in orders/{id}')
    .optional()
    .meta({ description: 'Where one order is read by its id, with {id} in its place; needed for webhooks.' }),
  since: since.optional().meta({ description: 'Asks for what is new; everything is read each time when absent.' }),
  paging: paging.default({ by: 'none' }),
  itemsPath: fieldPath.optional().meta({
    description: 'Where the answer has the orders; when absent it is a list, an object with orders, or one order.',
  }),
});

/** Where the orders of a system are listed, and how. */
export type OrdersEndpoint = z.output<typeof ordersEndpoint>;
