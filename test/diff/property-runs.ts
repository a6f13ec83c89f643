/** How often each property is tried: `TRIBUTARY_PROPERTY_RUNS`, else 10,000 in CI and 1,000 elsewhere. */
export const propertyRuns = {
  numRuns: Number(process.env.TRIBUTARY_PROPERTY_RUNS ?? (process.env.CI ? 10_000 : 1000)),
};
