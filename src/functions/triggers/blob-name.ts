import type { InvocationContext } from '@azure/functions';

/** The name of the blob that a blob trigger with the path `container/{name}` was fired for; it may hold slashes. */
export function readBlobName(context: Pick<InvocationContext, 'triggerMetadata' | 'functionName'>): string {
  const name = context.triggerMetadata?.name;
  if (typeof name === 'string' && name !== '') return name;
  throw new TypeError(`The trigger of ${context.functionName} came without a blob name`);
}
