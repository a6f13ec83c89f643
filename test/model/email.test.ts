import { emailKey, guestCustomerId } from '../../src/model/email.js';

test.each([
  ['anna@example.com', 'anna@example.com'],
  [' Anna@Example.COM\n', 'anna@example.com'],
  ['ÄNNE@example.com', 'änne@example.com'],
  ['', null],
  [' \t', null],
])('the address %j is compared as %j', (email, key) => {
  expect(emailKey(email)).toBe(key);
});

test('a guest has an id of the address, which no account of a source has', () => {
  expect(guestCustomerId('anna@example.com')).toBe('guest:anna@example.com');
});
