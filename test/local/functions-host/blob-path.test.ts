import { parseBlobPath } from '../../../src/local/functions-host/blob-path.js';

test.each([
  ['queue/{name}', 'a/b/c.json', { name: 'a/b/c.json' }],
  ['queue/in/{name}', 'in/x', { name: 'x' }],
  ['queue/in/{name}', 'out/x', null],
  ['queue/{name}.{extension}', 'a.b.json', { name: 'a.b', extension: 'json' }],
  ['queue/{name}.json', 'a-json', null],
  ['queue/{name}.json', 'a.jsonx', null],
  ['queue', 'any/thing', { name: 'any/thing' }],
  ['queue/fixed+name', 'fixed+name', {}],
  ['queue/{name}', 'two\nlines', { name: 'two\nlines' }],
])('%s takes %j as %j', (path, name, expected) => {
  expect(parseBlobPath(path).match(name)).toEqual(expected);
});

test('a listing is narrowed to what every name starts with', () => {
  const { container, prefix } = parseBlobPath('queue/in/20{name}');
  expect({ container, prefix }).toEqual({ container: 'queue', prefix: 'in/20' });
});

test('a container that is a parameter is refused', () => {
  expect(() => parseBlobPath('{container}/{name}')).toThrow('does not start with a container');
});
