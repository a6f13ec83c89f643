import { RawFields } from '../../../src/channels/kit/raw-fields.js';
import { instantReader } from '../../../src/channels/kit/read-instant.js';
import type { Warning } from '../../../src/model/event.js';

const readInstant = instantReader((text) => (text === 'noon' ? '2026-11-20T12:00:00Z' : null));

test('a text that is no instant is a warning, and what is absent or empty is none', () => {
  const fields = RawFields.of({ good: 'noon', bad: '0000-00-00', empty: '' });
  const warnings: Warning[] = [];
  const read = ['good', 'bad', 'empty', 'absent'].map((key) => readInstant(fields, key, '/placedAt', warnings));
  expect(read).toEqual(['2026-11-20T12:00:00Z', null, null, null]);
  expect(warnings).toEqual([
    { code: 'instant_invalid', message: 'bad 0000-00-00 is not a date and time', path: '/placedAt' },
  ]);
});
