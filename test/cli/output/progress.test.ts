import { createProgress, formatBar } from '../../../src/cli/output/progress.js';
import { createRecordingTerminal } from '../recording-terminal.js';

const step = (done: number) => ({ what: 'records pulled', done, total: 200 });

describe('progress', () => {
  test('is not seen of what takes less than a second', () => {
    const terminal = createRecordingTerminal({ interactive: true });
    let time = 0;
    const progress = createProgress(terminal, () => time);
    time = 900;
    progress.show(step(1));
    expect([terminal.bars(), terminal.stderr()]).toEqual([[], '']);
  });

  test('is a bar on a terminal, and is gone at the end', () => {
    const terminal = createRecordingTerminal({ interactive: true });
    let time = 0;
    const progress = createProgress(terminal, () => time);
    time = 1_000;
    progress.show(step(50));
    progress.show(step(51));
    progress.end();
    expect(terminal.bars()).toEqual(['[######------------------] records pulled: 50 of 200', '']);
    expect(terminal.stdout()).toBe('');
  });

  test('is a line every five seconds where nobody looks', () => {
    const terminal = createRecordingTerminal();
    let time = 0;
    const progress = createProgress(terminal, () => time);
    for (time = 0; time <= 8_000; time += 500) progress.show(step(time));
    progress.end();
    expect(terminal.stderr()).toBe('records pulled: 1000 of 200\nrecords pulled: 6000 of 200\n');
  });

  test.each([
    [{ what: 'blobs', done: 3, total: null }, 80, 'blobs: 3'],
    [{ what: 'blobs', done: 0, total: 0 }, 80, 'blobs: 0 of 0'],
    [{ what: 'blobs', done: 9, total: 3 }, 80, '[########################] blobs: 9 of 3'],
    [{ what: 'blobs', done: 1, total: 3 }, 20, '[########----------'],
  ])('draws %j into %d columns', (drawn, columns, line) => {
    expect(formatBar(drawn, columns)).toBe(line);
  });
});
