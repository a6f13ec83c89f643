import { InvalidArgumentError, Option } from 'commander';

/** The actions, as the model has them; spelled out here because loading its schemas would slow down every start. */
export const ACTIONS = ['Ignore', 'Get', 'Update', 'Patch'] as const;
/** The outcomes, as the model has them. */
export const OUTCOMES = ['created', 'replaced', 'patched', 'refreshed', 'ignored', 'dead-lettered'] as const;
/** The record types, as the model has them. */
export const RECORD_TYPES = ['order', 'customer', 'product', 'invoice', 'shipment', 'refund', 'stock'] as const;

/** An option that takes one of these words, in whatever case. */
export function choiceOption(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, `${description}: ${words.join(', ')}`).argParser((text) => parseChoice(text, words));
}

/** The word as it is spelled here. */
export function parseChoice<T extends string>(text: string, words: readonly T[]): T {
  const found = words.find((word) => word.toLowerCase() === text.toLowerCase());
  if (found === undefined) throw new InvalidArgumentError(`It is one of ${words.join(', ')}.`);
  return found;
}
