import type { RateLimit } from '../../ports/channel.js';
import type { Clock } from '../../ports/clock.js';
import { createTokenBucket, type TokenBucket } from './token-bucket.js';

/** The buckets of this process: all that ask one channel for one profile share one, whatever they ask for. */
export interface RateLimits {
  /** The bucket of a profile; a new limit starts a new one. Null without a limit. */
  bucketOf(profileId: string, channelKey: string, limit: RateLimit | undefined): TokenBucket | null;
}

/** Makes an empty set of them. */
export function createRateLimits(clock: Clock): RateLimits {
  const buckets = new Map<string, { limit: RateLimit; bucket: TokenBucket }>();
  return {
    bucketOf(profileId, channelKey, limit) {
      if (limit === undefined) return null;
      const key = `${profileId}|${channelKey}`;
      const known = buckets.get(key);
      if (known?.limit.perSecond === limit.perSecond && known.limit.burst === limit.burst) return known.bucket;
      const bucket = createTokenBucket(limit, clock);
      buckets.set(key, { limit, bucket });
      return bucket;
    },
  };
}
