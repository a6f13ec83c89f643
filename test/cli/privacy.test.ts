import { answerPrivacy } from '../../src/cli/answer-privacy.js';
import { noProgress } from '../../src/cli/output/progress.js';
import { runTributary } from '../../src/cli/run-tributary.js';
import type { PrivacyPorts } from '../../src/orchestration/privacy/privacy-ports.js';
import { ask, fillWorld } from '../orchestration/privacy/private-world.js';
import { type World, withoutStore } from '../orchestration/world.js';
import { createRecordingTerminal } from './recording-terminal.js';

const MINUTE = 60_000;

const answerHere = (world: World, changes: Parameters<typeof ask>[1] = {}, ports: PrivacyPorts = world.ports) =>
  answerPrivacy({ ports, deadline: world.clock.now().getTime() + MINUTE, progress: noProgress }, ask(world, changes));

test('an export is answered to its end, and an erasure through its first pass', async () => {
  const world = await fillWorld();
  expect(await answerHere(world, { kind: 'export-person' })).toMatchObject({ state: 'done', total: { orders: 2 } });
  expect(await answerHere(world, { id: 'r2' })).toMatchObject({
    state: 'working',
    passes: [{ removed: { orders: 2 } }],
  });
});

test('what a host is at already is waited for', async () => {
  const world = await fillWorld();
  const { read } = world.ports.privacyRequests;
  let asked = 0;
  const privacyRequests = {
    ...world.ports.privacyRequests,
    read: async (name: string) => {
      const waiting = await read(name);
      asked += 1;
      const busyUntil = new Date(world.clock.now().getTime() + MINUTE).toISOString();
      return waiting && asked <= 2 ? { ...waiting, request: { ...waiting.request, busyUntil } } : waiting;
    },
  };
  const receipt = await answerHere(world, {}, { ...world.ports, privacyRequests });
  expect(receipt.passes).toHaveLength(1);
  expect(asked).toBe(3);
});

test('a failure is given back, and what never ends is over after its time', async () => {
  const world = await fillWorld();
  const down = withoutStore(world).ports;
  expect((await answerHere(world, {}, down)).failure).toMatchObject({ code: 'store_unavailable' });
  const never = { ...world.ports.privacyReceipts, read: async () => null };
  await expect(answerHere(world, { id: 'r2' }, { ...world.ports, privacyReceipts: never })).rejects.toMatchObject({
    code: 'timed_out',
  });
});

test.each([
  ['nobody is named', ['export', 'shop'], 'Name the person'],
  ['only blanks name them', ['erase', 'shop', '--email', ' ', '--yes'], 'Name the person'],
  ['an erasure is not confirmed', ['erase', 'shop', '--customer', '42'], '--yes'],
])('the call is wrong where %s', async (_what, args, told) => {
  const terminal = createRecordingTerminal();
  expect(await runTributary(['privacy', ...args], terminal)).toBe(2);
  expect(terminal.stderr()).toContain(told);
});
