import { addProgress, formatProgress, noProgress } from '../../../src/local/stack/progress.js';

const lines = [
  '{"kind":"received","accepted":3,"rejected":1}',
  '{"kind":"pull","queued":10}',
  '{"kind":"batch","records":8,"applied":5,"ignored":2,"deadLettered":1,"parked":0}',
  'not a line of ours',
  '{"kind":"sweep","requeued":2,"batch":{"records":4,"applied":4,"ignored":0,"deadLettered":0,"parked":0}}',
  '{broken',
];

test('the progress adds up what the functions log', () => {
  const progress = lines.reduce(addProgress, noProgress);
  expect(progress).toEqual({ received: 13, applied: 9, ignored: 2, deadLettered: 1, inFlight: 3 });
  expect(formatProgress(progress)).toBe('received 13 · applied 9 · ignored 2 · dead-lettered 1 · in flight 3');
});

test('what was queued before this start was counted does not make the flight negative', () => {
  expect(addProgress(noProgress, '{"kind":"batch","records":5,"applied":5}').inFlight).toBe(0);
});
