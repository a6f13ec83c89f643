import type { ChannelPlan } from './plan-channel.js';

const MAX_LISTED = 40;

/** What was done and what is to be done now, for machines. */
export function toScaffoldReport(key: string, { created, changed, paging, draft }: ChannelPlan) {
  const { assumed, leftOut, check } = draft;
  const mapped = draft.fields.map(({ canonical, sources }) => ({
    field: canonical,
    from: sources.map(({ text }) => text),
  }));
  return {
    channel: key,
    paging,
    created: Object.keys(created),
    changed: Object.keys(changed),
    mapped,
    assumed,
    leftOut,
    check,
    next: nextSteps(key),
  };
}

/** The same for people. */
export function formatScaffold(report: ReturnType<typeof toScaffoldReport>, fromSample: boolean): string {
  const { channel, created, changed, mapped, assumed, leftOut, check, next } = report;
  const drafted = fromSample
    ? [
        `${mapped.length} fields are mapped from the sample; its own values are not kept\n`,
        list(
          'not in the sample, and taken to stand here',
          assumed.map(({ field, path }) => `${field} at ${path}`),
        ),
        list(
          'left out',
          leftOut.map(({ path, why }) => `${path}: ${why}`),
        ),
        list('to be checked', check),
      ]
    : [];
  return [
    list(`the channel ${channel} is written`, created),
    list('it is registered in', changed),
    ...drafted,
    list('next', next),
  ].join('');
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, MAX_LISTED).map((line) => `  ${line}\n`);
  const more = lines.length > MAX_LISTED ? [`  and ${lines.length - MAX_LISTED} more (all with --json)\n`] : [];
  return `${title}\n${[...shown, ...more].join('')}`;
}

function nextSteps(key: string): string[] {
  return [
    `npm run build && npm run jest -- test/channels/${key}`,
    `hold src/channels/${key}/map.ts and client.ts against the documentation of the system`,
    `npm start, then npm run tributary -- status demo-${key}`,
    'docs/adding-a-channel.md goes on from here',
  ];
}
