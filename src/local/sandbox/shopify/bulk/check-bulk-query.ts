import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isListType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const MAX_CONNECTIONS = 5;
const MAX_NESTING = 2;

interface Survey {
  connections: number;
  deepest: number;
  withNodes: string[];
  withoutId: string[];
  inList: boolean;
}

/** What the shop has against a bulk query, in its own words; nothing for one that may run. */
export function bulkQueryFaults(query: string, schema: GraphQLSchema): string[] {
  const document = parsed(query);
  if (typeof document === 'string') return [document];
  const operation = getOperationAST(document, null);
  if (operation?.operation !== 'query') return ['Invalid operation type. Only `query` operations are supported.'];
  const [fault] = validate(schema, document);
  if (fault !== undefined) return [`Invalid bulk query: ${fault.message}`];
  const top = operation.selectionSet.selections.find(
    (one): one is FieldNode => one.kind === Kind.FIELD && /^nodes?$/.test(one.name.value),
  );
  const faults = top === undefined ? [] : [`Bulk queries cannot contain a top level \`${top.name.value}\` field.`];
  return [...faults, ...faultsOf(survey(document, schema))];
}

function parsed(query: string): DocumentNode | string {
  try {
    return parse(query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return `Invalid bulk query: syntax error, ${/<EOF>/.test(error.message) ? 'unexpected end of file' : error.message}`;
  }
}

function faultsOf({ connections, deepest, withNodes, withoutId, inList }: Survey): string[] {
  if (connections === 0) return ['Bulk queries must contain at least one connection.'];
  if (withNodes.length > 0) {
    return [
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${withNodes[0]} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${withNodes.join("', '")}'.`,
    ];
  }
  if (connections > MAX_CONNECTIONS) return [`Bulk queries cannot contain more than ${MAX_CONNECTIONS} connections.`];
  if (deepest > MAX_NESTING) {
    return [`Bulk queries cannot contain connections with a nesting depth greater than ${MAX_NESTING}.`];
  }
  if (inList) return ['Queries that contain a connection field within a list field are not currently supported.'];
  if (withoutId.length > 0) {
    return [
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${withoutId.join(', ')}.`,
    ];
  }
  return [];
}

/** Walks through the fields that lead to each connection: other connections, and plain lists. */
function survey(document: DocumentNode, schema: GraphQLSchema): Survey {
  const found: Survey = { connections: 0, deepest: 0, withNodes: [], withoutId: [], inList: false };
  const typeInfo = new TypeInfo(schema);
  const trail: { field: FieldNode; kind: 'connection' | 'list' | 'other' }[] = [];
  const enter = (field: FieldNode): void => {
    const kind = kindOf(typeInfo.getType());
    if (kind === 'connection') noteConnection(field, trail, found);
    // The list of a connection's edges is no list of its own.
    trail.push({ field, kind: field.name.value === 'edges' ? 'other' : kind });
  };
  visit(document, visitWithTypeInfo(typeInfo, { Field: { enter, leave: () => void trail.pop() } }));
  return found;
}

function noteConnection(field: FieldNode, trail: readonly { field: FieldNode; kind: string }[], found: Survey): void {
  const above = trail.filter(({ kind }) => kind === 'connection');
  const parent = above.at(-1)?.field;
  found.connections += 1;
  found.deepest = Math.max(found.deepest, above.length);
  if (trail.some(({ kind }) => kind === 'list')) found.inList = true;
  if (child(field, 'nodes') !== undefined) found.withNodes.push(field.name.value);
  const node = parent === undefined ? undefined : child(child(parent, 'edges'), 'node');
  const hasId = node !== undefined && child(node, 'id')?.alias === undefined && child(node, 'id') !== undefined;
  if (parent !== undefined && !hasId && !found.withoutId.includes(parent.name.value)) {
    found.withoutId.push(parent.name.value);
  }
}

function child(field: FieldNode | undefined, name: string): FieldNode | undefined {
  return field?.selectionSet?.selections.find(
    (one): one is FieldNode => one.kind === Kind.FIELD && one.name.value === name,
  );
}

function kindOf(type: GraphQLOutputType | null | undefined): 'connection' | 'list' | 'other' {
  if (type == null) return 'other';
  if (getNamedType(type).name.endsWith('Connection')) return 'connection';
  return isListType(getNullableType(type)) ? 'list' : 'other';
}
