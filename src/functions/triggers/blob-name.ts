import type { InvocationContext } from '@azure/functions';

/** The name of the blob that a blob trigger with the path `container/{name}` was fired for; it may hold slashes. */
export function readBlobName(context: Pick<InvocationContext, 'triggerMetadata' | 'functionName'>): string {
  const name = context.triggerMetadata?.name;
  if (typeof name === 'string' && name !== '') return name;
  throw new TypeError(`The trigger of ${context.functionName} came without a blob name`);
}

/** The same, for names that others chose: the programming model would read one that is JSON, such as `42`, as a value. */
export function readBlobPath(context: Pick<InvocationContext, 'triggerMetadata' | 'functionName'>): string {
  const path = context.triggerMetadata?.blobTrigger;
  const slash = typeof path === 'string' ? path.indexOf('/') : -1;
  if (typeof path === 'string' && slash > 0) return path.slice(slash + 1);
  throw new TypeError(`The trigger of ${context.functionName} came without the path of a blob`);
}
