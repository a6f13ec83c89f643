import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What a query is reckoned from. */
export interface CostedQuery {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
}

const MUTATION_COST = 10;
const COUNT_COST = 10;

/** Types that come with their parent and cost nothing. */
const FREE_TYPES: ReadonlySet<string> = new Set(['MoneyBag', 'MoneyV2', 'PageInfo', 'CustomerPhoneNumber', 'Count']);

/**
 * What a query may cost: nothing for a scalar, one for an object and once for a plain list; a connection costs two and
 * its node by the size that was asked for, which counts by its logarithm; a mutation ten. These are the figures of real answers.
 */
export function requestedCost(query: CostedQuery): number {
  return rootCost(query, undefined);
}

/** What the query did cost: as before, but for what was really there. */
export function actualCost(query: CostedQuery, data: unknown): number {
  return rootCost(query, data ?? null);
}

interface CostContext extends CostedQuery {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

type Value = unknown;

function rootCost(query: CostedQuery, data: Value): number {
  const fragments = new Map(
    query.document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const { schema, operation } = query;
  const context = { ...query, fragments };
  const isMutation = operation.operation === 'mutation';
  const type = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (type == null) return 0;
  const fields = collectFields(operation.selectionSet, type, context);
  if (!isMutation) return sum(fields.map((field) => fieldCost(field, type, data, context)));
  return sum(fields.map((field) => MUTATION_COST + payloadCost(field, type, data, context)));
}

/** The object that a mutation changed comes with the mutation. */
function payloadCost(field: FieldNode, parent: GraphQLNamedType, data: Value, context: CostContext): number {
  const type = getNamedType(typeOf(field, parent) as GraphQLOutputType);
  const inner = collectFields(field.selectionSet, type, context);
  const value = childOf(data, field);
  return sum(inner.map((one) => Math.max(0, fieldCost(one, type, value, context) - 1)));
}

function fieldCost(field: FieldNode, parent: GraphQLNamedType, parentData: Value, context: CostContext): number {
  const fieldType = typeOf(field, parent);
  if (fieldType === undefined || isLeaf(fieldType)) return 0;
  const type = getNamedType(fieldType);
  const value = childOf(parentData, field);
  if (value === null) return 0;
  if (field.name.value.endsWith('sCount') && parent.name === 'QueryRoot') return COUNT_COST;
  if (field.name.value === 'nodes' && parent.name === 'QueryRoot') return nodesCost(field, parent, value, context);
  if (type.name.endsWith('Connection')) return connectionCost(field, parent, value, context);
  const own = FREE_TYPES.has(type.name) ? 0 : 1;
  if (isListType(getNullableType(fieldType)) && Array.isArray(value)) {
    return own + Math.max(0, ...value.map((one) => selectionCost(field.selectionSet, type, one, context)));
  }
  return own + selectionCost(field.selectionSet, type, value, context);
}

/** Objects by their ids cost as much as each of them asked for by itself; there is no real answer to go by. */
function nodesCost(field: FieldNode, parent: GraphQLNamedType, value: Value, context: CostContext): number {
  const type = getNamedType(typeOf(field, parent) as GraphQLOutputType);
  const rows = Array.isArray(value)
    ? value.filter((row) => row !== null)
    : Array(idCount(field, parent, context)).fill(undefined);
  return sum(rows.map((row) => 1 + selectionCost(field.selectionSet, type, row, context)));
}

function idCount(field: FieldNode, parent: GraphQLNamedType, { variables }: CostContext): number {
  const definition = isObjectType(parent) ? parent.getFields()[field.name.value] : undefined;
  const ids = definition === undefined ? [] : getArgumentValues(definition, field, variables).ids;
  return Array.isArray(ids) ? ids.length : 0;
}

function connectionCost(field: FieldNode, parent: GraphQLNamedType, value: Value, context: CostContext): number {
  const type = getNamedType(typeOf(field, parent) as GraphQLOutputType);
  const inner = collectFields(field.selectionSet, type, context);
  const nodes = rowsOf(inner, value);
  const size = nodes === null ? askedSize(field, parent, context) : nodes.length;
  const nodeCosts = inner.map((one) => nodeCost(one, type, nodes, context));
  return 2 + weightOf(size) * Math.max(1, ...nodeCosts);
}

/** What one node costs, the dearest of those that came. */
function nodeCost(
  field: FieldNode,
  connection: GraphQLNamedType,
  nodes: readonly Value[] | null,
  context: CostContext,
): number {
  const type = getNamedType(typeOf(field, connection) as GraphQLOutputType);
  if (field.name.value === 'edges') {
    return Math.max(
      0,
      ...collectFields(field.selectionSet, type, context).map((one) =>
        one.name.value === 'node' ? nodeCost(one, type, nodes, context) : 0,
      ),
    );
  }
  if (field.name.value !== 'nodes' && field.name.value !== 'node') return 0;
  const costs = nodes?.length ? nodes : [undefined];
  return 1 + Math.max(...costs.map((one) => selectionCost(field.selectionSet, type, one, context)));
}

function rowsOf(inner: readonly FieldNode[], value: Value): readonly Value[] | null {
  if (value === undefined) return null;
  for (const field of inner) {
    const rows = childOf(value, field);
    if (!Array.isArray(rows)) continue;
    if (field.name.value === 'nodes') return rows;
    const node = field.selectionSet?.selections.find(
      (one): one is FieldNode => one.kind === Kind.FIELD && one.name.value === 'node',
    );
    if (node !== undefined) return rows.map((row) => childOf(row, node));
  }
  return [];
}

function weightOf(size: number): number {
  return Math.max(1, Math.floor(2 * Math.log(Math.max(1, size))));
}

function askedSize(field: FieldNode, parent: GraphQLNamedType, { variables }: CostContext): number {
  const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
  if (definition === undefined) return 1;
  const { first, last } = getArgumentValues(definition, field, variables);
  return Number(first ?? last ?? 1);
}

function selectionCost(
  selection: SelectionSetNode | undefined,
  type: GraphQLNamedType,
  value: Value,
  context: CostContext,
): number {
  if (isUnionType(type) || isInterfaceType(type)) {
    const possible = context.schema.getPossibleTypes(type);
    return Math.max(0, ...possible.map((one) => plainSelectionCost(selection, one, value, context)));
  }
  return plainSelectionCost(selection, type, value, context);
}

function plainSelectionCost(
  selection: SelectionSetNode | undefined,
  type: GraphQLNamedType,
  value: Value,
  context: CostContext,
): number {
  return sum(collectFields(selection, type, context).map((field) => fieldCost(field, type, value, context)));
}

/** The fields that an object of the type is asked for, those of its fragments included; a field that is asked for twice counts twice. */
function collectFields(
  selection: SelectionSetNode | undefined,
  type: GraphQLNamedType,
  context: CostContext,
): FieldNode[] {
  return (selection?.selections ?? []).flatMap((one) => {
    if (one.kind === Kind.FIELD) return [one];
    const fragment = one.kind === Kind.INLINE_FRAGMENT ? one : context.fragments.get(one.name.value);
    if (fragment === undefined || !applies(fragment.typeCondition?.name.value, type, context)) return [];
    return collectFields(fragment.selectionSet, type, context);
  });
}

function applies(condition: string | undefined, type: GraphQLNamedType, { schema }: CostContext): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wider = schema.getType(condition);
  return (isInterfaceType(wider) || isUnionType(wider)) && isObjectType(type) && schema.isSubType(wider, type);
}

const leaves = new WeakMap<GraphQLOutputType, boolean>();

/** Most fields are scalars, and telling so takes the library long. */
function isLeaf(type: GraphQLOutputType): boolean {
  const told = leaves.get(type) ?? isLeafType(getNamedType(type));
  leaves.set(type, told);
  return told;
}

function typeOf(field: FieldNode, parent: GraphQLNamedType): GraphQLOutputType | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value]?.type : undefined;
}

/** Undefined stands for what is not known yet, null for what is not there. */
function childOf(value: Value, field: FieldNode): Value {
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null) return null;
  return (value as Record<string, unknown>)[field.alias?.value ?? field.name.value] ?? null;
}

function sum(costs: readonly number[]): number {
  return costs.reduce((total, cost) => total + cost, 0);
}
