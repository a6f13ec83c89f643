/** How full a bucket of cost points is. */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

/** A bucket of cost points that fills by the clock. */
export interface CostBucket {
  /** Whether a query of that cost may run now. */
  holds(cost: number): boolean;
  spend(cost: number): void;
  status(): ThrottleStatus;
}

/** Creates a full bucket; its size and rate are read each time, so that they may change. */
export function createCostBucket(
  nowMs: () => number,
  limits: Readonly<{ bucketSize: number; restoreRate: number }>,
): CostBucket {
  let spent = 0;
  let atMs = nowMs();
  const refill = (): void => {
    const presentMs = nowMs();
    spent = Math.max(0, spent - (Math.max(0, presentMs - atMs) / 1000) * limits.restoreRate);
    atMs = presentMs;
  };
  return {
    holds: (cost) => {
      refill();
      return limits.bucketSize - spent >= cost;
    },
    spend: (cost) => {
      refill();
      spent += cost;
    },
    status: () => {
      refill();
      const currentlyAvailable = Math.max(0, Math.floor(limits.bucketSize - spent));
      return { maximumAvailable: limits.bucketSize, currentlyAvailable, restoreRate: limits.restoreRate };
    },
  };
}
