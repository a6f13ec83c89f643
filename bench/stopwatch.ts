/** What some work took: the time on the clock, and the processor time of this process. */
export interface Took {
  seconds: number;
  cpuSeconds: number;
}

/** Does the work and says what it took. */
export async function measure<T>(work: () => Promise<T>): Promise<{ result: T; took: Took }> {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  const result = await work();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  return { result, took: { seconds, cpuSeconds: (user + system) / 1e6 } };
}

/** The middle of the values; of an even number of them the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? 0) + (sorted[Math.ceil(at)] ?? 0)) / 2;
}
