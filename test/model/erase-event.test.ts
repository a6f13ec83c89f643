import { eraseEvent } from '../../src/model/erase-event.js';
import { event, type PipelineEvent } from '../../src/model/event.js';
import { pipelineEvent } from '../contracts/samples.js';

const MARKER = 'zoe@example.com';
const erasure = { at: '2026-11-20T12:00:00.000Z', requestId: 'r1' };

const full = pipelineEvent('shop', '01A', {
  actor: 'Ada',
  explanation: `dead: "${MARKER}"`,
  operations: [
    { op: 'replace', path: '/customer/email', value: MARKER, before: MARKER },
    { op: 'add', path: `/lines/0/attributes/${MARKER}`, value: MARKER },
    { op: 'remove', path: '/attributes', before: { [MARKER]: 1 } },
  ],
  conflicts: [{ path: `/attributes/${MARKER}`, base: MARKER, theirs: MARKER, ours: MARKER, winner: 'local' }],
  effect: [{ op: 'add', path: '/note', value: MARKER }],
  before: { id: '1', note: MARKER },
  after: { id: '1', note: MARKER },
  recordsBlob: 'ab/cd.json',
  warnings: [{ code: 'odd', message: MARKER, path: `/attributes/${MARKER}` }],
  error: { code: 'mapping_failed', message: MARKER, step: 'map the payload', deadLetter: 'final/ab.json' },
});

test('an erased event quotes nothing, and still says what was done, when, why, by whom and to which fields', () => {
  const erased = eraseEvent(full, erasure);
  expect(JSON.stringify(erased)).not.toContain(MARKER);
  expect(event.safeParse(erased).success).toBe(true);
  const { id, action, steps, outcome, reason, actor, recordId, receipt, receivedAt, finishedAt } = full;
  expect(erased).toMatchObject({
    id,
    action,
    steps,
    outcome,
    reason,
    actor,
    recordId,
    receipt,
    receivedAt,
    finishedAt,
  });
  expect(erased.operations).toEqual([
    { op: 'replace', path: '/customer/email' },
    { op: 'add', path: '/lines/0/attributes' },
    { op: 'remove', path: '/attributes' },
  ]);
  expect(erased.conflicts).toEqual([{ path: '/attributes', winner: 'local' }]);
  expect(erased).toMatchObject({ effect: [{ op: 'add', path: '/note' }], recordsBlob: null, erased: erasure });
  expect(erased.error).toMatchObject({ code: 'mapping_failed', step: 'map the payload', deadLetter: 'final/ab.json' });
});

test('every field of an event is either emptied or of our own making', () => {
  // Texts that come from outside, or may quote it; a new field of the schema must be put on one side.
  const ours = [
    'profileId',
    'tenantId',
    'channel',
    'type',
    'recordKey',
    'recordId',
    'id',
    'origin',
    'actor',
    'replayOf',
    'withdrawnBy',
    'runId',
  ];
  const facts = [
    'action',
    'steps',
    'outcome',
    'reason',
    'sourceVersion',
    'mappingVersion',
    'receipt',
    'receivedAt',
    'bookings',
  ];
  const times = ['startedAt', 'finishedAt', 'durationMs', 'attempts', 'requestCharge', 'erased'];
  const emptied = ['explanation', 'operations', 'conflicts', 'effect', 'before', 'after', 'recordsBlob', 'warnings'];
  const known = [...ours, ...facts, ...times, ...emptied, 'error'];
  expect(Object.keys(event.shape).sort()).toEqual(known.sort());
});

test('the id of a customer goes, as that of a guest is an e-mail address', () => {
  const guest: PipelineEvent = { ...full, type: 'customer', recordId: `guest:${MARKER}` };
  expect(eraseEvent(guest, erasure).recordId).toBeNull();
});

test('an event that had no effect of its own still has none', () => {
  expect(eraseEvent({ ...full, effect: null, error: null }, erasure)).toMatchObject({ effect: null, error: null });
});
