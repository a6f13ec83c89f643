import { getOwn, isJsonObject } from '../../../diff/json.js';
import type { ConnectionCheck } from '../../../ports/channel.js';
import { advise, ok, warning } from '../../kit/connection-check.js';
import { explain, type Probe, statusOf } from './probe.js';

/** The largest page that a profile may ask for. */
export const LARGEST_PAGE = 300;

const TOO_LARGE = /pageSize/i;

/** Whether the shop gives pages of every size that a profile may ask for. */
export function checkPageSize(one: Probe): ConnectionCheck {
  const name = 'page size';
  if (statusOf(one) === 200) return ok(name, `Pages of up to ${LARGEST_PAGE} records are given`);
  const fault = 'answer' in one ? one.fault : null;
  if (fault === null || !TOO_LARGE.test(fault.pattern ?? '')) return warning(name, `It is not known: ${explain(one)}`);
  const max = isJsonObject(fault.parameters) ? getOwn(fault.parameters, 'max') : null;
  return warning(
    name,
    advise(
      fault.message ?? '',
      `Set pull.pageSize of the profile to ${typeof max === 'number' ? max : 'that'} or less`,
    ),
  );
}
