import { nextShipmentState, type ShipmentState, settleShipment } from '../../src/model/shipment-state.js';

const STATES: ShipmentState[] = ['pending', 'in_transit', 'exception', 'delivered', 'cancelled'];

// What a shipment is after news of each state, in the order of the columns above.
test.each<[ShipmentState, ShipmentState[]]>([
  ['pending', ['pending', 'in_transit', 'exception', 'delivered', 'cancelled']],
  ['in_transit', ['in_transit', 'in_transit', 'exception', 'delivered', 'cancelled']],
  ['exception', ['exception', 'in_transit', 'exception', 'delivered', 'cancelled']],
  ['delivered', ['delivered', 'delivered', 'exception', 'delivered', 'delivered']],
  ['cancelled', ['cancelled', 'cancelled', 'exception', 'delivered', 'cancelled']],
])('a shipment that is %s never goes back', (before, after) => {
  expect(STATES.map((incoming) => nextShipmentState(before, incoming, false))).toEqual(after);
});

test('what was delivered and came to grief is never under way again', () => {
  const after = STATES.map((incoming) => nextShipmentState('exception', incoming, true));
  expect(after).toEqual(['exception', 'exception', 'exception', 'delivered', 'exception']);
  const known = { id: '1', state: 'exception', deliveredAt: '2026-11-20T10:00:00Z' };
  expect(settleShipment(known, { id: '1', state: 'in_transit' })).toEqual(known);
});

const delivered = { id: '1', state: 'delivered', deliveredAt: '2026-11-20T10:00:00Z' };

test.each([
  ['which the source takes for being under way', { id: '1', state: 'in_transit', deliveredAt: null }, delivered],
  ['of whose delivery the source knows nothing', { id: '1', state: 'delivered' }, delivered],
  [
    'that was delivered again',
    { id: '1', state: 'delivered', deliveredAt: '2026-11-21T10:00:00Z' },
    { ...delivered, deliveredAt: '2026-11-21T10:00:00Z' },
  ],
  ['that came back', { id: '1', state: 'exception', deliveredAt: null }, { ...delivered, state: 'exception' }],
  ['whose state is none', { id: '1', state: 'lost' }, { ...delivered, state: 'lost' }],
])('a delivered shipment %s keeps what is known', (_what, completed, after) => {
  expect(settleShipment(delivered, completed)).toEqual(after);
});

test('a shipment of which no state is known takes what comes', () => {
  expect(settleShipment({ id: '1' }, { id: '1', state: 'pending' })).toEqual({
    id: '1',
    state: 'pending',
    deliveredAt: null,
  });
});
