import { PipelineError } from '../../src/model/errors.js';
import type { Settlement } from '../../src/model/settlement.js';
import type { ClosedSession, Register } from '../../src/model/till-session.js';
import type { At, TillBooks, Written } from '../../src/ports/till-books.js';
import { clone } from './clone.js';

/** The books of tills in memory, all of them to look at. */
export interface MemoryTillBooks extends TillBooks {
  settlements(): Settlement[];
  sessions(): ClosedSession[];
}

/** Makes empty ones. */
export function createMemoryTillBooks(): MemoryTillBooks {
  const registers = new Map<string, At<Register>>();
  const settlements = new Map<string, At<Settlement>>();
  const sessions = new Map<string, ClosedSession>();
  let writes = 0;

  function write<T>(items: Map<string, At<T>>, key: string, item: T, etag: string | null): Written {
    if ((items.get(key)?.etag ?? null) !== etag) return null;
    writes += 1;
    items.set(key, clone({ item, etag: `"${writes}"` }));
    return `"${writes}"`;
  }

  return {
    readRegister: async (key) => clone(registers.get(key) ?? null),
    writeRegister: async (register, etag) => write(registers, register.registerKey, register, etag),
    readSettlement: async (key) => clone(settlements.get(key) ?? null),
    async writeSettlement(settlement, etag) {
      if (Buffer.byteLength(JSON.stringify(settlement)) > 1_900_000)
        throw new PipelineError('record_too_large', 'The settlement is too large');
      return write(settlements, settlement.id, settlement, etag);
    },
    async pendingSettlements(registerKey, afterId, limit) {
      const found = [...settlements.values()].filter(
        ({ item }) => item.pending.includes(registerKey) && item.id > afterId,
      );
      return clone(found.sort((one, other) => (one.item.id < other.item.id ? -1 : 1)).slice(0, limit));
    },
    async keepSession(session) {
      const key = JSON.stringify([session.registerKey, session.number]);
      if (!sessions.has(key)) sessions.set(key, clone(session));
    },
    readSession: async (registerKey, number) => clone(sessions.get(JSON.stringify([registerKey, number])) ?? null),
    async listSessions(registerKey, before, limit) {
      const found = [...sessions.values()].filter((one) => one.registerKey === registerKey && one.number < before);
      return clone(found.sort((one, other) => other.number - one.number).slice(0, limit));
    },
    settlements: () => clone([...settlements.values()].map(({ item }) => item)),
    sessions: () => clone([...sessions.values()]),
  };
}
