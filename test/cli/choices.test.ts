import { ACTIONS, OUTCOMES, parseChoice, RECORD_TYPES } from '../../src/cli/choices.js';
import { action, outcome } from '../../src/model/event.js';
import { recordType } from '../../src/model/record-type.js';

test('the words that options take are those of the model', () => {
  expect([ACTIONS, OUTCOMES, RECORD_TYPES]).toEqual([action.options, outcome.options, recordType.options]);
});

test('a word is taken in whatever case, and no other', () => {
  expect(parseChoice('PATCH', ACTIONS)).toBe('Patch');
  expect(() => parseChoice('delete', ACTIONS)).toThrow('one of Ignore, Get, Update, Patch');
});
