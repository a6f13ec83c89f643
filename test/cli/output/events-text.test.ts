import { formatEvents } from '../../../src/cli/output/events-text.js';
import type { PipelineEvent } from '../../../src/model/event.js';

const event = {
  id: '01E',
  profileId: 'demo',
  type: 'order',
  recordId: '123',
  origin: 'pull',
  action: 'Patch',
  outcome: 'patched',
  reason: 'changed',
  explanation: '1 change.',
  error: null,
  receivedAt: '2026-11-20T10:00:00.000Z',
  finishedAt: '2026-11-20T12:30:00.000Z',
} as unknown as PipelineEvent;

test('an event is shown at the time when its record had its end, not when it was received', () => {
  const text = formatEvents([event]);
  expect(text).toMatch(
    /^WHEN .*\n2026-11-20 12:30:00Z +01E +demo +order +123 +pull +Patch +patched +changed +1 change\.\n$/,
  );
  expect(text).not.toContain('10:00:00Z');
});

test('no events are said to be none', () => {
  expect(formatEvents([])).toBe('no events\n');
});
