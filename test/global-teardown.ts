import { rm } from 'node:fs/promises';

/** Stops the servers of the run and removes what they wrote. */
export default async function globalTeardown(): Promise<void> {
  const { dataDir, emulators } = globalThis.tributaryTest;
  await Promise.all(emulators.map((emulator) => emulator.stop()));
  await rm(dataDir, { recursive: true, force: true });
}
