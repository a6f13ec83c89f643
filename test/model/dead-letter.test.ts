import { causeOf, generalMessage, isMeant } from '../../src/model/dead-letter.js';
import { deadLetter } from '../contracts/samples.js';

test.each([
  ['SKU mapping "TSHIRT-M" is missing', 'SKU mapping … is missing'],
  ["The channel's answer to 'GET x' isn't a page", "The channel's answer to … isn't a page"],
  [
    '/lines/3/sku must be a string (and 2 more: /lines/4/sku)',
    '/lines/#/sku must be a string (and # more: /lines/#/sku)',
  ],
  ['lines add up to 23.80, the total says 24.10', 'lines add up to #, the total says #'],
  ['Order 01HZX3-002 of shop-a failed', 'Order # of shop-a failed'],
  ['an odd " quote', 'an odd " quote'],
  ['', ''],
])('%j is in general %j', (message, general) => {
  expect(generalMessage(message)).toBe(general);
});

test('a long message of a source is no burden', () => {
  const startedAt = performance.now();
  generalMessage(`${'a'.repeat(200_000)}${`"'`.repeat(100_000)}`);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test('letters of one code and one general message have one cause; another code is another cause', () => {
  const one = causeOf({ code: 'mapping_failed', message: 'Order 1: no "x"' });
  expect(one).toMatch(/^mapping_failed-[0-9a-f]{8}$/);
  expect(causeOf({ code: 'mapping_failed', message: 'Order 22: no "y"' })).toBe(one);
  expect(causeOf({ code: 'mapping_failed', message: 'Order 22 has no "y"' })).not.toBe(one);
  expect(causeOf({ code: 'record_invalid', message: 'Order 1: no "x"' })).not.toBe(one);
});

const letter = { ...deadLetter('event-1'), code: 'mapping_failed' };

test.each([
  [{}, true],
  [{ profileId: 'shop' }, true],
  [{ profileId: 'other' }, false],
  [{ eventId: 'event-1' }, true],
  [{ eventId: 'event-2' }, false],
  [{ cause: 'mapping_failed' }, true],
  [{ cause: causeOf(letter) }, true],
  [{ cause: 'mapping' }, false],
  [{ cause: 'mapping_failed', profileId: 'other' }, false],
])('the filter %j means the letter: %j', (filter, meant) => {
  expect(isMeant(letter, filter)).toBe(meant);
});
