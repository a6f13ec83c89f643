import { isJsonObject, type Json } from '../../../diff/json.js';
import type { ConnectionCheck } from '../../../ports/channel.js';
import { failed, ok, warning } from '../../kit/connection-check.js';

const NOTICE_MS = 90 * 24 * 3_600_000;

/** A version is supported for a year at least. */
function endOf(version: string): Date {
  const [year = '', month = ''] = version.split('-');
  return new Date(`${Number(year) + 1}-${month}-01T00:00:00Z`);
}

/** Whether the version of the settings is supported, for how long, and whether the shop really answered in it. */
export function checkVersion(
  version: string,
  { versions, answeredIn, now }: { versions: Json; answeredIn: string | undefined; now: Date },
): ConnectionCheck {
  const name = 'api version';
  const known = (Array.isArray(versions) ? versions : []).filter(isJsonObject);
  const supported = known.filter((one) => one.supported === true).map((one) => String(one.handle));
  const dated = supported.filter((handle) => /^\d{4}-\d{2}$/.test(handle)).sort();
  const newest = dated.at(-1) ?? 'the newest one';
  const advice = `Set apiVersion to ${newest}`;
  if (known.length > 0 && !supported.includes(version)) {
    const instead = answeredIn === undefined ? 'another' : answeredIn;
    return failed(name, `The shop does not support ${version}, and answers in ${instead}. ${advice}`);
  }
  if (answeredIn !== undefined && answeredIn !== version) {
    return warning(name, `The shop was asked in ${version} and answers in ${answeredIn}. ${advice}`);
  }
  const end = endOf(version);
  const until = `${version} is supported until ${end.toISOString().slice(0, 10)} at least`;
  const isSoon = end.getTime() - now.getTime() < NOTICE_MS;
  return isSoon ? warning(name, `${until}. ${advice} in time`) : ok(name, until);
}
