import { PassThrough } from 'node:stream';
import { jest } from '@jest/globals';
import { createTerminal } from '../../../src/cli/output/terminal.js';

function setUp(isTTY = false) {
  const [stdout, stderr] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY, columns: 100 })];
  const terminal = createTerminal(stdout as unknown as NodeJS.WriteStream, stderr as unknown as NodeJS.WriteStream);
  return { terminal, stdout, out: () => String(stdout.read() ?? ''), err: () => String(stderr.read() ?? '') };
}

test('what is written shows, and steers nothing', () => {
  const { terminal, out, err } = setUp();
  terminal.out('a\u001b[2Jb\n');
  terminal.err('c\u001b]0;x\u0007\n');
  expect([out(), err()]).toEqual(['a[2Jb\n', 'c]0;x\n']);
  expect(terminal).toMatchObject({ interactive: false, columns: 100 });
});

test('a line of progress is gone before anything else is written', () => {
  const { terminal, err } = setUp(true);
  terminal.redraw('half');
  terminal.redraw('all');
  terminal.out('done\n');
  terminal.err('odd\n');
  expect(err()).toBe('half\r\u001b[2Kall\r\u001b[2Kodd\n');
});

test.each([
  ['that went away ends the process in peace', 'EPIPE', 0],
  ['that cannot be written to is a failure', 'ENOSPC', 1],
])('a reader %s', (_what, code, exitCode) => {
  const exit = jest.spyOn(process, 'exit').mockImplementation((() => {}) as never);
  setUp().stdout.emit('error', Object.assign(new Error(code), { code }));
  expect(exit).toHaveBeenCalledWith(exitCode);
  exit.mockRestore();
});
