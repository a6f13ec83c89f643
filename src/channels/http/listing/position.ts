import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';

/** Where a listing stands between two pages. */
export interface Position {
  /** What the next page is asked for by: its number, its offset, its cursor, or its address. */
  place: string | number;
  /** When the listing began, by the clock of the system. */
  begunAt: string;
  /** How many orders the pages before held. */
  seen: number;
  /** How many the first page announced; null where it announced nothing. */
  announced: number | null;
  /** The last cursor that the next listing may begin with. */
  bookmark: Json;
}

/** The position as it is kept. */
export function fromPosition(position: Position): JsonObject {
  return { ...position };
}

/** The position that was kept; null for a listing that begins. */
export function toPosition(kept: Json): Position | null {
  if (!isJsonObject(kept)) return null;
  const [place, begunAt, seen, announced, bookmark] = ['place', 'begunAt', 'seen', 'announced', 'bookmark'].map(
    (key) => getOwn(kept, key) ?? null,
  );
  if ((typeof place !== 'string' && typeof place !== 'number') || typeof begunAt !== 'string') return null;
  return {
    place,
    begunAt,
    seen: typeof seen === 'number' ? seen : 0,
    announced: typeof announced === 'number' ? announced : null,
    bookmark: bookmark ?? null,
  };
}
