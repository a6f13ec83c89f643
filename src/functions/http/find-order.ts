import type { HttpRequest, InvocationContext } from '@azure/functions';
import type { StoredRecordAt } from '../../model/stored-record.js';
import type { OrderStore } from '../../ports/order-store.js';
import type { Principal } from './authenticate.js';
import { maySee, nothingHere } from './reading-scope.js';

const RECORD_KEY = /^[\w-]{32}$/;

/**
 * The order that the address names, if the principal may see it; `asked` is the profile that the query names. Who asks for somebody
 * else's is told that there is nothing, and the log notes it.
 * @throws `not_found`, and what the store throws
 */
export async function findOrder(
  ports: { store: Pick<OrderStore, 'read'> },
  request: Pick<HttpRequest, 'params'>,
  context: InvocationContext,
  { principal, asked }: { principal: Principal; asked: string | undefined },
): Promise<StoredRecordAt> {
  const id = request.params.id ?? '';
  const found = RECORD_KEY.test(id) ? await ports.store.read({ kind: 'order', id, recordKey: id }) : null;
  if (found === null || found.item.kind !== 'order') throw nothingHere();
  if (maySee(principal, found.item.profileId, asked)) return found;
  const asker = principal.profile?.id ?? 'admin';
  context.warn(JSON.stringify({ kind: 'foreign', function: context.functionName, asker, id }));
  throw nothingHere();
}
