import { hashOf, readBody, readJsonBody } from '../../../src/channels/kit/read-body.js';

const bytes = (text: string) => Buffer.from(text);

function thrown(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

test('a body is read as it stands, also a list, and an id beyond a double by its digits', () => {
  expect(readJsonBody(bytes('[1]'))).toEqual([1]);
  expect(readBody(bytes('{"id":12345678901234567890}'))).toEqual({ id: '12345678901234567890' });
});

test.each<[string, Uint8Array]>([
  ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ['empty', bytes('')],
  ['not JSON', bytes('<html>')],
  ['too deep', bytes(`${'['.repeat(500)}${']'.repeat(500)}`)],
  ['a list', bytes('[]')],
  ['null', bytes('null')],
])('a body that is %s is no object, and the sender is told so', (_, body) => {
  expect(thrown(() => readBody(body))).toMatchObject({ code: 'webhook_invalid', path: '' });
});

test('the hash of a delivery depends on all of its parts', () => {
  expect(hashOf('a', bytes('b'))).toBe(hashOf('ab'));
  expect(hashOf('a')).not.toBe(hashOf('b'));
  expect(hashOf('a')).toMatch(/^[\w-]{43}$/);
});
