import { Big } from 'big.js';
import type { Profile } from '../../src/model/profile.js';
import { registerKey } from '../../src/model/till-session.js';
import { closeSession } from '../../src/orchestration/close-session.js';
import { requireTillProfile, type TillProfile } from '../../src/orchestration/till-register.js';
import { apiProfile, createWorld, drain, post, type World } from './world.js';

const pos = {
  register: 'main',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  dayEnd: '02:00',
  methods: [
    { id: 'cash', name: 'Cash', kind: 'cash', modes: ['1'] },
    { id: 'card', name: 'Card (Visa)', kind: 'card', modes: ['2'] },
  ],
};

/** The register of the till's profile. */
export const MAIN = registerKey('shop-a', 'main');

/** A profile with a till. */
export function tillProfile(changes: Record<string, unknown> = {}): TillProfile {
  return requireTillProfile(apiProfile({ pos: { ...pos, ...changes } }));
}

/** The pipeline in memory with a till and products: MUG and, with variants, SHIRT; POSTER is not stocked. */
export async function createTillWorld(profile: Profile = tillProfile()): Promise<World> {
  const world = createWorld([profile]);
  const products = [
    { id: 'p1', sku: 'MUG', name: 'Mug' },
    { id: 'p2', sku: 'SHIRT', name: 'Shirt', variants: [{ id: 'v1', sku: 'SHIRT-M' }] },
    { id: 'p3', sku: 'POSTER', name: 'Poster', stockTracked: false },
  ];
  await post(world, products, { type: 'product' });
  await drain(world);
  return world;
}

/** A sale of mugs that is paid: `mugs` may be below zero for goods that come back. */
export function sale(id: string, mugs: number, method = 'Cash', changes: Record<string, unknown> = {}): object {
  const total = new Big(mugs).times('10.00').toFixed(2);
  return {
    id,
    status: 'done',
    currency: 'EUR',
    placedAt: '2026-11-20T09:00:00Z',
    updatedAt: '2026-11-20T09:00:00Z',
    lines: [{ id: '1', sku: 'MUG', name: 'Mug', quantity: String(mugs), unitPrice: '10.00', total }],
    payments: [{ id: '1', method, amount: total }],
    totals: { subtotal: total, grand: total, paid: total },
    ...changes,
  };
}

/** Closes the open session, as a person does. */
export function close(world: World, counted: string | null = null, profile = tillProfile()) {
  return closeSession(world.ports, profile, { by: 'Ada', counted });
}

/** The sum of a session's totals, or of any: what was booked by method, without what is zero. */
export function amountsOf(rows: readonly { methodId: string; amount: string }[]): Record<string, string> {
  const sums = new Map<string, Big>();
  for (const { methodId, amount } of rows) sums.set(methodId, (sums.get(methodId) ?? new Big(0)).plus(amount));
  return Object.fromEntries([...sums].filter(([, sum]) => !sum.eq(0)).map(([id, sum]) => [id, sum.toFixed(2)]));
}

/** What the movements of each SKU add up to, in pieces, without what is zero. */
export function stockOf(world: World): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { sku, micro } of world.ports.movements.movements())
    sums[String(sku)] = (sums[String(sku)] ?? 0) + micro / 1e6;
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}
