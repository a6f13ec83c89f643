import type { Settlement } from '../model/settlement.js';
import type { ClosedSession, Register } from '../model/till-session.js';
import type { At, TillBooks, Written } from '../ports/till-books.js';
import { type BulkAnswer, createBulkWriter } from './bulk-writer.js';
import type { CosmosOptions } from './cosmos-client.js';
import { cosmosContainers } from './cosmos-containers.js';
import { withoutSystemFields } from './cosmos-item.js';
import { type ListedItem, queryAll } from './cosmos-list.js';
import { countNothing } from './count.js';

const REGISTER = 'register';

/** The books of tills in two containers: registers with their sessions, and settlements by the order they are of. */
export function createCosmosTillBooks({ client, database, count = countNothing }: CosmosOptions): TillBooks {
  const containers = cosmosContainers(client, database);
  const [sessions, settlements] = [containers['pos-sessions'], containers['pos-settlements']];
  const sessionWriter = createBulkWriter(sessions, count);
  const settlementWriter = createBulkWriter(settlements, count);
  const countQuery = () => {
    count('cosmos.query');
    count('cosmos.request');
  };
  return {
    async readRegister(registerKey) {
      return toAt<Register>(await sessionWriter.read(REGISTER, registerKey), ['id']);
    },
    async writeRegister(register, etag) {
      const item = { ...register, id: REGISTER };
      return toWritten(
        etag === null
          ? await sessionWriter.create(item)
          : await sessionWriter.replace(REGISTER, register.registerKey, item, etag),
      );
    },
    async readSettlement(recordKey) {
      return toAt<Settlement>(await settlementWriter.read(recordKey, recordKey), []);
    },
    async writeSettlement(settlement, etag) {
      const { id, recordKey } = settlement;
      return toWritten(
        etag === null
          ? await settlementWriter.create(settlement)
          : await settlementWriter.replace(id, recordKey, settlement, etag),
      );
    },
    async pendingSettlements(registerKey, afterId, limit) {
      countQuery();
      const query = `SELECT TOP ${limit} * FROM c WHERE ARRAY_CONTAINS(c.pending, @register) AND c.id > @after ORDER BY c.id`;
      const parameters = [
        { name: '@register', value: registerKey },
        { name: '@after', value: afterId },
      ];
      const found = await queryAll<ListedItem>(settlements, { query, parameters });
      return found.map((item) => ({ item: withoutSystemFields<Settlement>(item), etag: item._etag }));
    },
    async keepSession(session) {
      await sessionWriter.create({ ...session, id: sessionId(session.number) });
    },
    async readSession(registerKey, number) {
      const { body } = await sessionWriter.read(sessionId(number), registerKey);
      return body === undefined ? null : toSession(body);
    },
    async listSessions(registerKey, before, limit) {
      countQuery();
      const query = `SELECT TOP ${limit} * FROM c WHERE c.registerKey = @register AND c.number < @before ORDER BY c.number DESC`;
      const parameters = [
        { name: '@register', value: registerKey },
        { name: '@before', value: before },
      ];
      return (await queryAll<ListedItem>(sessions, { query, parameters }, registerKey)).map(toSession);
    },
  };
}

function sessionId(number: number): string {
  return `session-${number}`;
}

function toSession(item: object): ClosedSession {
  const { id: _, ...session } = withoutSystemFields<ClosedSession & { id: string }>(item);
  return session;
}

function toAt<T extends object>({ etag, body }: BulkAnswer, own: readonly string[]): At<T> | null {
  if (body === undefined) return null;
  const fields = Object.entries(withoutSystemFields<T>(body)).filter(([name]) => !own.includes(name));
  return { item: Object.fromEntries(fields) as T, etag };
}

function toWritten({ status, etag }: BulkAnswer): Written {
  return status === 200 || status === 201 ? etag : null;
}
