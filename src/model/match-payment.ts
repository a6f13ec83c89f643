import type { PaymentMethod, PosSettings } from './pos-settings.js';

/** Which rule found the method of a payment. */
export type PaymentVia = 'card-type' | 'payment-mode' | 'default' | 'first';

/** The method of a payment, and which rule found it. */
export interface PaymentMatch {
  methodId: string;
  via: PaymentVia;
}

/** What the source says of how it was paid. */
export interface PaymentWords {
  /** The source's word, such as a card's brand. */
  cardType: string | null;
  /** The source's code. */
  mode: string | null;
}

/** A single letter stands in many names. */
const SHORTEST_WORD = 2;

/**
 * The method that a payment was made with: the one whose name is the card type or has it inside, else the one that lists the code,
 * else the profile's default, else the first one. Null only where there are no methods.
 */
export function matchPayment(
  { cardType, mode }: PaymentWords,
  { methods, defaultMethod }: Pick<PosSettings, 'methods' | 'defaultMethod'>,
): PaymentMatch | null {
  const named = cardType === null ? undefined : findByName(cardType, methods);
  if (named !== undefined) return { methodId: named.id, via: 'card-type' };
  const coded = mode === null ? undefined : methods.find(({ modes }) => modes.includes(mode.trim()));
  if (coded !== undefined) return { methodId: coded.id, via: 'payment-mode' };
  if (defaultMethod !== undefined) return { methodId: defaultMethod, via: 'default' };
  const [first] = methods;
  return first === undefined ? null : { methodId: first.id, via: 'first' };
}

/** Of several names that have the word inside, one that is nothing else, or else the first. */
function findByName(cardType: string, methods: readonly PaymentMethod[]): PaymentMethod | undefined {
  const word = fold(cardType);
  if (word.length < SHORTEST_WORD) return undefined;
  return methods.find(({ name }) => fold(name) === word) ?? methods.find(({ name }) => fold(name).includes(word));
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
