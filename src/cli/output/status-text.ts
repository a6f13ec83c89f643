import type { ProfileStatus, ResourceStatus } from '../../orchestration/profile-status.js';
import { formatFacts } from './facts.js';
import { toOneLine } from './plain-text.js';
import { formatTable } from './table.js';
import { formatSpan, formatWhen, plural } from './when.js';

const HEADINGS = ['RESOURCE', 'LAST RUN', 'STATUS', 'MESSAGE', 'NEWEST CHANGE', 'AGE', 'NEXT PULL'];

/** How the profiles are, one under the other, and what waits for all of them. */
export function formatStatus(all: readonly ProfileStatus[], now: Date): string {
  const [first] = all;
  if (first === undefined) return 'There are no profiles yet: tributary profile put <file.json>\n';
  const { count, capped, oldestAgeSeconds } = first.backlog;
  const oldest = oldestAgeSeconds === null ? '' : `, the oldest for ${formatSpan(oldestAgeSeconds * 1_000)}`;
  const backlog = `${plural(count, 'queue blob')}${capped ? ' and more' : ''} of all profiles waiting${oldest}\n`;
  return `${all.map((one) => formatProfile(one, now)).join('\n')}\n${backlog}`;
}

function formatProfile(status: ProfileStatus, now: Date): string {
  const { profileId, name, channel, active, resources, today, failures } = status;
  const title = `${profileId}  ${toOneLine(name)} (${channel})${active ? '' : ', switched off'}\n`;
  const ends = Object.entries(today.counts).filter(([, count]) => count > 0);
  const facts = [
    ['today', ends.length === 0 ? 'no records' : ends.map(([outcome, count]) => `${count} ${outcome}`).join(', ')],
    ['failures', formatFailures(failures)],
  ] as const;
  const table = formatTable(
    HEADINGS,
    resources.map((one) => toRow(one, now)),
  ).replace(/^(?=.)/gm, '  ');
  const causes = failures.groups.map(
    ({ count, cause, message }) => `    ${count}  ${toOneLine(`${cause}: ${message}`)}\n`,
  );
  return `${title}${resources.length === 0 ? '' : table}${formatFacts(facts, '  ')}${causes.join('')}`;
}

function formatFailures({ count, parked }: ProfileStatus['failures']): string {
  if (count === 0) return 'none';
  return `${plural(count, 'dead letter')}${parked > 0 ? `, ${parked} tried again by themselves` : ''}`;
}

function toRow(
  { resource, lastRun, outcome, watermark, freshnessMs, nextPullAt }: ResourceStatus,
  now: Date,
): string[] {
  const due = nextPullAt === null ? null : Date.parse(nextPullAt) - now.getTime();
  return [
    resource,
    formatWhen(lastRun?.startedAt ?? null),
    outcome?.status ?? '-',
    outcome?.message ?? '-',
    formatWhen(watermark),
    freshnessMs === null ? '-' : formatSpan(freshnessMs),
    due === null ? 'by hand' : due <= 0 ? 'due' : `in ${formatSpan(due)}`,
  ];
}
