import { mappingOverrides, mappingVersionOf } from '../../src/model/mapping.js';
import { profile } from '../../src/model/profile.js';

const valid = { id: 'shop-a', tenantId: 'tenant-a', name: 'Shop A', channel: 'api' };

describe('the overrides of a profile', () => {
  test('are none by default', () => {
    expect(profile.parse(valid).mapping).toEqual({});
  });

  test('are rules by record type and canonical path, in short or in full', () => {
    const mapping = {
      order: {
        fields: {
          number: 'extension.number',
          placedAt: { from: 'created', transform: 'instant', zone: 'utc' },
          note: { from: ['a', 'b'], transform: 'join', separator: ', ' },
          'lines[].attributes["engraved.text"]': 'items[].options[code=text].value',
        },
        defaults: { 'attributes.origin': 'web' },
      },
      customer: { fields: { phone: 'mobile' } },
    };
    const parsed = profile.parse({ ...valid, mapping });
    expect(parsed.mapping).toMatchObject({
      order: {
        fields: { number: { from: ['extension.number'] }, placedAt: { zone: 'utc' }, note: { from: ['a', 'b'] } },
      },
      customer: { fields: { phone: { from: ['mobile'] } }, defaults: {} },
    });
    expect(profile.parse(parsed)).toEqual(parsed);
  });

  const order = (fields: unknown, defaults: unknown = {}) => ({ order: { fields, defaults } });
  test.each<[string, unknown, (string | number)[]]>([
    ['a type that does not exist', { orders: { fields: {} } }, []],
    ['an unknown part', { order: { feilds: {} } }, ['order']],
    ['a path outside of the canonical schema', order({ colour: 'c' }), ['order', 'fields', 'colour']],
    ['a path that is none', order({ 'a..b': 'c' }), ['order', 'fields', 'a..b']],
    ['a remote path that is none', order({ number: 'a..b' }), ['order', 'fields', 'number']],
    ['an id', order({ id: 'c' }), ['order', 'fields', 'id']],
    ['the id of a line', order({ 'lines[].id': 'c[].d' }), ['order', 'fields', 'lines[].id']],
    ['an id of something else', order({ 'customer.id': 'c' }), ['order', 'fields', 'customer.id']],
    ['an id by default', order({}, { id: '1' }), ['order', 'defaults', 'id']],
    [
      'an unknown transform',
      order({ number: { from: 'a', transform: 'eval' } }),
      ['order', 'fields', 'number', 'transform'],
    ],
    ['an unknown option', order({ number: { from: 'a', regex: 'b' } }), ['order', 'fields', 'number']],
    [
      'an option of another transform',
      order({ number: { from: 'a', transform: 'trim', zone: 'utc' } }),
      ['order', 'fields', 'number', 'zone'],
    ],
    [
      'a default that does not fit',
      order({}, { 'totals.grand': 5.5, currency: 'euros' }),
      ['order', 'defaults', 'currency'],
    ],
    [
      'too many rules',
      order(Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`attributes.a${index}`, 'a']))),
      ['order', 'fields'],
    ],
  ])('refuse %s by its path', (_what, mapping, path) => {
    expect(mappingOverrides.safeParse(mapping).error?.issues[0]?.path).toEqual(path);
    expect(profile.safeParse({ ...valid, mapping }).error?.issues[0]?.path).toEqual(['mapping', ...path]);
  });
});

describe('the mapping version', () => {
  const rules = (fields: Record<string, string>, defaults: Record<string, string> = {}) => ({ fields, defaults });

  test('is that of the channel without overrides', () => {
    expect(mappingVersionOf('shop/1', undefined)).toBe('shop/1');
    expect(mappingVersionOf('shop/1', rules({}))).toBe('shop/1');
  });

  test('changes with every change of the overrides, and not with their order', () => {
    const versions = [
      rules({ number: 'a' }),
      rules({ number: 'b' }),
      rules({ number: 'a', note: 'b' }),
      rules({}, { number: 'a' }),
      rules({ number: 'a' }, { note: 'b' }),
    ].map((one) => mappingVersionOf('shop/1', one));
    expect(new Set(versions).size).toBe(5);
    for (const version of versions) expect(version).toMatch(/^shop\/1\+[\w-]{8}$/);
    expect(mappingVersionOf('shop/1', rules({ note: 'b', number: 'a' }))).toBe(versions[2]);
    expect(mappingVersionOf('shop/2', rules({ number: 'a' }))).not.toBe(versions[0]);
  });
});
