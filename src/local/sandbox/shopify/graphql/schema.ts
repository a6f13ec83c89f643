import { buildSchema, defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { checkAccess } from './access.js';
import type { RequestContext } from './request-context.js';
import { AFTER_SALE_SDL } from './sdl/after-sale.js';
import { LINE_SDL } from './sdl/line.js';
import { ORDER_SDL } from './sdl/order.js';
import { PEOPLE_AND_GOODS_SDL } from './sdl/people-and-goods.js';
import { ROOT_SDL } from './sdl/root.js';
import { shopifyError } from './shopify-error.js';

type Field = GraphQLField<unknown, RequestContext>;

let shared: GraphQLSchema | null = null;

/** The schema of all shops of this process: it holds nothing of any of them. */
export function sharedSchema(): GraphQLSchema {
  shared ??= createSchema();
  return shared;
}

/** Builds the schema; each field first asks whether the app may see it. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchema([ROOT_SDL, ORDER_SDL, LINE_SDL, AFTER_SALE_SDL, PEOPLE_AND_GOODS_SDL].join('\n'));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve = guardedResolver(`${type.name}.${field.name}`);
  }
  return schema;
}

function guardedResolver(coordinate: string): NonNullable<Field['resolve']> {
  return (source, args, context, info) => {
    if (context.switches.failingField === coordinate) {
      throw shopifyError('Internal error. Looks like something went wrong on our end.', 'INTERNAL_SERVER_ERROR');
    }
    if (checkAccess(coordinate, context) === 'redacted') return null;
    return defaultFieldResolver(source, args, context, info);
  };
}
