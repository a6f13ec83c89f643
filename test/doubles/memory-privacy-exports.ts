import type { Clock } from '../../src/ports/clock.js';
import type { PrivacyExports } from '../../src/ports/privacy-exports.js';

/** Exports in memory. */
export function createMemoryPrivacyExports({ clock }: { clock: Pick<Clock, 'now'> }): PrivacyExports {
  const kept = new Map<string, { profileId: string; id: string; text: string; createdAt: Date }>();
  const keyOf = (profileId: string, id: string) => `${profileId}/${id}`;
  return {
    async put(profileId, id, text) {
      kept.set(keyOf(profileId, id), { profileId, id, text, createdAt: clock.now() });
    },
    async read(profileId, id) {
      return kept.get(keyOf(profileId, id))?.text ?? null;
    },
    async delete(profileId, id) {
      kept.delete(keyOf(profileId, id));
    },
    async *list(profileId) {
      for (const one of [...kept.values()])
        if (profileId === undefined || one.profileId === profileId)
          yield { profileId: one.profileId, id: one.id, createdAt: one.createdAt };
    },
  };
}
