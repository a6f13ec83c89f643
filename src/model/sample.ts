/** So many values stand for all: the 95th percentile of them is then good to about two percent of the ranks. */
const CAPACITY = 1_000;

/**
 * Adds a value to a fair sample of all values seen: each of them is in it with the same chance, and it stays bounded.
 * `seen` is how many came before; `random` gives a number from 0 to below 1.
 */
export function addToSample(sample: number[], seen: number, value: number, random: () => number): void {
  if (sample.length < CAPACITY) {
    sample.push(value);
    return;
  }
  const place = Math.floor(random() * (seen + 1));
  if (place < CAPACITY) sample[place] = value;
}
