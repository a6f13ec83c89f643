import {
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Told = Omit<GraphQLFormattedError, 'path'> & { path?: readonly (string | number)[] };

interface Wording {
  pattern: RegExp;
  tell(parts: string[]): { message: string; extensions: Record<string, unknown> };
}

const WORDINGS: readonly Wording[] = [
  {
    pattern: /^Cannot query field "(.+?)" on type "(.+?)"/,
    tell: ([fieldName = '', typeName = '']) => ({
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      extensions: { code: 'undefinedField', typeName, fieldName },
    }),
  },
  {
    pattern: /^Field "(.+?)" of type "\[?(.+?)[\]!]*" must have a selection of subfields/,
    tell: ([field = '', typeName = '']) => ({
      message: `Field must have selections (field '${field}' returns ${typeName} but has no selections. Did you mean '${field} { ... }'?)`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${field}'`, typeName },
    }),
  },
  {
    pattern: /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields/,
    tell: ([field = '', typeName = '']) => ({
      message: `Selections can't be made on scalars (field '${field}' returns ${typeName} but has selections)`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${field}'`, typeName },
    }),
  },
  {
    pattern: /^Field "(.+?)" argument "(.+?)" of type "(.+?)" is required/,
    tell: ([field = '', name = '']) => ({
      message: `Field '${field}' is missing required arguments: ${name}`,
      extensions: { code: 'missingRequiredArguments', className: 'Field', name: field, arguments: name },
    }),
  },
  {
    pattern: /^Unknown argument "(.+?)" on field "(?:.+?)\.(.+?)"/,
    tell: ([argumentName = '', name = '']) => ({
      message: `Field '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: 'argumentNotAccepted', name, typeName: 'Field', argumentName },
    }),
  },
  {
    pattern: /(?:cannot represent|does not exist in "|Expected value of type|Enum ")/,
    tell: (_parts) => ({
      message: '',
      extensions: { code: 'argumentLiteralsIncompatible', typeName: 'CoercionError' },
    }),
  },
];

/** An error of the schema's rules, in the shop's words and with its code. */
export function validationError(error: GraphQLError, document: DocumentNode): Told {
  const node = error.nodes?.[0];
  const path = node?.kind === Kind.FIELD ? pathTo(node, document) : undefined;
  const base = { locations: error.locations ?? [], ...(path === undefined ? {} : { path }) };
  for (const { pattern, tell } of WORDINGS) {
    const match = pattern.exec(error.message);
    if (match === null) continue;
    const { message, extensions } = tell(match.slice(1));
    return { ...base, message: message === '' ? error.message : message, extensions };
  }
  return { ...base, message: error.message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
}

/** A text that is no GraphQL. */
export function parseError(error: GraphQLError): Told {
  const place = error.locations?.[0];
  const found = /<EOF>/.test(error.message) ? 'unexpected end of file' : error.message.replace(/^Syntax Error: /, '');
  return {
    message: `syntax error, ${found} at [${place?.line ?? 1}, ${place?.column ?? 1}]`,
    locations: error.locations ?? [],
    extensions: { code: 'PARSE_ERROR' },
  };
}

/** A variable that is missing or has a value of another type. */
export function variableError(error: GraphQLError): Told {
  const [, name = '', type = ''] = /^Variable "\$(.+?)"(?: of required type "(.+?)")?/.exec(error.message) ?? [];
  const isMissing = /was not provided|must not be null/.test(error.message);
  const explanation = isMissing ? 'Expected value to not be null' : error.message;
  return {
    message: `Variable $${name}${type === '' ? '' : ` of type ${type}`} was provided invalid value`,
    locations: error.locations ?? [],
    extensions: { code: 'INVALID_VARIABLE', value: null, problems: [{ path: [], explanation }] },
  };
}

/** An error of one field; what has no code is an internal one. */
export function fieldError(error: GraphQLError): GraphQLFormattedError {
  const told = error.toJSON();
  return told.extensions?.code === undefined
    ? { ...told, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: '6ffd7fc0-0000-4000-8000-000000000000' } }
    : told;
}

function pathTo(node: FieldNode, document: DocumentNode): (string | number)[] | undefined {
  const operation = getOperationAST(document, null) ?? undefined;
  const inner = operation === undefined ? null : pathWithin(operation.selectionSet, node);
  if (operation === undefined || inner === null) return undefined;
  return [nameOf(operation), ...inner];
}

function nameOf({ operation, name }: OperationDefinitionNode): string {
  return name === undefined ? operation : `${operation} ${name.value}`;
}

function pathWithin({ selections }: SelectionSetNode, wanted: FieldNode): string[] | null {
  for (const one of selections) {
    if (one === wanted) return [wanted.name.value];
    const inner = one.kind !== Kind.FRAGMENT_SPREAD && one.selectionSet ? pathWithin(one.selectionSet, wanted) : null;
    if (inner !== null) return one.kind === Kind.FIELD ? [one.name.value, ...inner] : inner;
  }
  return null;
}
