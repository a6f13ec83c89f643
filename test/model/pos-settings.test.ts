import { posSettings } from '../../src/model/pos-settings.js';
import { toFaults } from '../../src/model/record.js';
import { till } from './till.js';

test('what a profile need not say has its default', () => {
  const given = { register: 'main', currency: 'EUR', timeZone: 'Europe/Berlin', dayEnd: '02:00' };
  const rest = { autoOpen: true, openingCash: '0', methods: [], stock: true };
  expect(posSettings.parse(given)).toEqual({ ...given, ...rest });
});

test.each([
  ['a register that is no slug', { register: 'Kasse 1' }, '/register', 'lower-case'],
  ['a currency that is none', { currency: 'EURO' }, '/currency', 'ISO 4217'],
  ['a time zone that is none', { timeZone: 'Mars/Base' }, '/timeZone', 'IANA'],
  ['an offset for a time zone', { timeZone: '+02:00' }, '/timeZone', 'IANA'],
  ['a time of day that is none', { dayEnd: '24:00' }, '/dayEnd', 'time of day'],
  ['a coin of nothing', { cashRounding: '0.00' }, '/cashRounding', 'above zero'],
  ['a coin below zero', { cashRounding: '-0.05' }, '/cashRounding', 'above zero'],
  ['a default that is no method', { defaultMethod: 'gold' }, '/defaultMethod', 'cash, card'],
  ['a field that is not known', { registre: 'main' }, '', 'registre'],
])('%s is refused by its path', (_what, changes, path, message) => {
  const parsed = posSettings.safeParse({ ...till(), ...changes });
  expect(parsed.success ? [] : toFaults(parsed.error)).toEqual([{ path, message: expect.stringContaining(message) }]);
});

test.each([
  [
    'two methods of one id',
    [
      { id: 'a', name: 'A', kind: 'cash' },
      { id: 'a', name: 'B', kind: 'card' },
    ],
    '/methods/1/id',
  ],
  [
    'two methods of one code',
    [
      { id: 'a', name: 'A', kind: 'cash', modes: ['1'] },
      { id: 'b', name: 'B', kind: 'card', modes: ['2', '1'] },
    ],
    '/methods/1/modes',
  ],
])('%s are refused', (_what, methods, path) => {
  const parsed = posSettings.safeParse({ ...till(), methods });
  expect(parsed.success ? [] : toFaults(parsed.error)).toMatchObject([
    { path, message: expect.stringContaining('twice') },
  ]);
});
