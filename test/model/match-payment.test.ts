import { matchPayment } from '../../src/model/match-payment.js';
import { till } from './till.js';

const { methods } = till();

test.each([
  ['the card type is a name', 'Cash', null, 'cash', 'card-type'],
  ['the card type is a name in other letters', ' CASH ', null, 'cash', 'card-type'],
  ['the card type stands inside a name', 'visa', null, 'card', 'card-type'],
  ['the card type is one name and stands inside another', 'Card', null, 'plain-card', 'card-type'],
  ['the card type goes before the code', 'Cash', '999', 'cash', 'card-type'],
  ['the card type goes before the code of another', 'Tabby', '1', 'tabby', 'card-type'],
  ['the code 1', null, '1', 'cash', 'payment-mode'],
  ['the code 2', null, '2', 'card', 'payment-mode'],
  ['the code 3', '', '3', 'credit', 'payment-mode'],
  ['the code 5', 'Klarna', '5', 'tabby', 'payment-mode'],
  ['a code with blanks', null, ' 5 ', 'tabby', 'payment-mode'],
  ['a single letter is no card type', 'a', '5', 'tabby', 'payment-mode'],
  ['nothing fits', 'Klarna', '99', 'cash', 'first'],
  ['nothing is said', null, null, 'cash', 'first'],
])('%s: %s, %s is booked as %s by %s', (_what, cardType, mode, methodId, via) => {
  expect(matchPayment({ cardType, mode }, { methods })).toEqual({ methodId, via });
});

test('where nothing fits, the default goes before the first', () => {
  const match = matchPayment({ cardType: 'Klarna', mode: '99' }, { methods, defaultMethod: 'credit' });
  expect(match).toEqual({ methodId: 'credit', via: 'default' });
});

test('without methods there is no match', () => {
  expect(matchPayment({ cardType: 'Cash', mode: '1' }, { methods: [] })).toBeNull();
});
