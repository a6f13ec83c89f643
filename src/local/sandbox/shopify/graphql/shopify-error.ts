import { GraphQLError } from 'graphql';

/** A failure with one of the codes that the shop's interface uses. */
export function shopifyError(message: string, code: string, more: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } });
}
