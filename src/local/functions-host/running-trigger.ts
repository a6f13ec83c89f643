/** A trigger at work. `stop` takes nothing new from then on, and resolves when what it had begun has ended. */
export interface RunningTrigger {
  stop(): Promise<void>;
}
