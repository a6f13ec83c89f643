const SUPPORTED_QUARTERS = 4;

/** A version of the interface; new ones come with each quarter. */
export interface ApiVersion {
  handle: string;
  displayName: string;
  supported: boolean;
}

/** The versions that can be asked for at an instant: the supported ones of the last year, the next one, and the unstable one. */
export function apiVersions(now: Date): ApiVersion[] {
  const latest = now.getUTCFullYear() * 4 + Math.floor(now.getUTCMonth() / 3);
  const stable = Array.from({ length: SUPPORTED_QUARTERS }, (_none, age) => latest - SUPPORTED_QUARTERS + 1 + age);
  return [
    ...stable.map((quarter) => {
      const displayName = quarter === latest ? `${handleOf(quarter)} (Latest)` : handleOf(quarter);
      return { handle: handleOf(quarter), displayName, supported: true };
    }),
    { handle: handleOf(latest + 1), displayName: `${handleOf(latest + 1)} (Release candidate)`, supported: false },
    { handle: 'unstable', displayName: 'unstable', supported: false },
  ];
}

/** The version that answers: an old one falls forward to the oldest supported; null for what never was one. */
export function servedVersion(asked: string, now: Date): string | null {
  const versions = apiVersions(now);
  if (versions.some(({ handle }) => handle === asked)) return asked;
  const oldest = versions[0]?.handle ?? '';
  return /^20\d\d-(01|04|07|10)$/.test(asked) && asked < oldest ? oldest : null;
}

function handleOf(quarter: number): string {
  return `${Math.floor(quarter / 4)}-${String((quarter % 4) * 3 + 1).padStart(2, '0')}`;
}
