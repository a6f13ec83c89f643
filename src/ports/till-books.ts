import type { Settlement } from '../model/settlement.js';
import type { ClosedSession, Register } from '../model/till-session.js';

/** A document and the ETag that a conditional write of it needs. */
export interface At<T> {
  item: T;
  etag: string;
}

/** A conditional write that was done, with the new ETag; null where somebody else was first. */
export type Written = string | null;

/** The books of tills: registers, closed sessions, and the settlement of each order. Every write is conditional. */
export interface TillBooks {
  readRegister(registerKey: string): Promise<At<Register> | null>;
  /** Writes under If-Match, or creates where `etag` is null. */
  writeRegister(register: Register, etag: string | null): Promise<Written>;
  readSettlement(recordKey: string): Promise<At<Settlement> | null>;
  /** Writes under If-Match, or creates where `etag` is null. @throws `record_too_large` */
  writeSettlement(settlement: Settlement, etag: string | null): Promise<Written>;
  /** Settlements with entries of the register that no session has counted: at most `limit` of those whose id is greater, by id. */
  pendingSettlements(registerKey: string, afterId: string, limit: number): Promise<At<Settlement>[]>;
  /** Keeps a closed session; one that is kept already stays as it is. */
  keepSession(session: ClosedSession): Promise<void>;
  readSession(registerKey: string, number: number): Promise<ClosedSession | null>;
  /** Closed sessions with a smaller number than `before`, newest first. */
  listSessions(registerKey: string, before: number, limit: number): Promise<ClosedSession[]>;
}
