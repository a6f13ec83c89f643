import { instantReader } from '../../kit/read-instant.js';
import { fromShopwareTime } from '../shopware-time.js';

/** An instant of a payload; null with a warning when its text is not one. */
export const readInstant = instantReader(fromShopwareTime);
