import { existsSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { createSchema } from '../../../../src/local/sandbox/shopify/graphql/schema.js';

const PATH = '../shared/fixtures/schemas/shopify-admin-2026-07.orders-subset.graphql';

/** Real, but left out of the published part. */
const ELSEWHERE =
  /^(AccessScope|App|AppInstallation|MetafieldConnection|MetafieldEdge|\w+\.metafields|QueryRoot\.currentAppInstallation)$/;

const found = existsSync(PATH);
if (!found) process.stderr.write(`skipped: the real schema is not at ${PATH}\n`);

(found ? test : test.skip)(
  'every type, field, argument and value of the sandbox’s schema is one of the real schema',
  () => {
    const real = buildSchema(readFileSync(PATH, 'utf8'));
    const named = Object.values(createSchema().getTypeMap()).filter(({ name }) => !name.startsWith('__'));
    expect(named.flatMap((type) => differences(type, real)).filter((name) => !ELSEWHERE.test(name))).toEqual([]);
  },
);

function differences(type: GraphQLNamedType, schema: GraphQLSchema): string[] {
  const real = schema.getType(type.name);
  if (real === undefined) return [type.name];
  if (isEnumType(type) && isEnumType(real)) {
    return type.getValues().flatMap(({ name }) => (real.getValue(name) == null ? [`${type.name}.${name}`] : []));
  }
  if (!(isObjectType(type) || isInterfaceType(type)) || !(isObjectType(real) || isInterfaceType(real))) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const other = real.getFields()[field.name];
    const told = (one: typeof field): string =>
      `${one.type} ${one.args.map(({ name, type: kind, defaultValue }) => `${name}: ${kind} = ${defaultValue}`)}`;
    const isSame =
      other !== undefined &&
      String(other.type) === String(field.type) &&
      field.args.every(
        (arg) =>
          told({ ...other, args: other.args.filter(({ name }) => name === arg.name) }) ===
          told({ ...field, args: [arg] }),
      );
    return isSame ? [] : [`${type.name}.${field.name}`];
  });
}
