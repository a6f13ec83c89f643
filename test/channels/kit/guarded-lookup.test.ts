import type { LookupAddress, LookupOptions } from 'node:dns';
import { createGuardedLookup } from '../../../src/channels/kit/guarded-lookup.js';

const V4 = { address: '8.8.8.8', family: 4 };
const V6 = { address: '2606:4700::1111', family: 6 };

function look(addresses: LookupAddress[], options: LookupOptions): Promise<unknown[]> {
  const lookup = createGuardedLookup(async () => addresses);
  return new Promise((resolve) => lookup('shop.example', options, (...given) => resolve(given)));
}

describe('the lookup of a socket', () => {
  test.each<[LookupOptions, unknown[]]>([
    [{ all: true }, [null, [V4, V6]]],
    [{ all: true, family: 6 }, [null, [V6]]],
    [{ all: true, family: 0 }, [null, [V4, V6]]],
    [{}, [null, '8.8.8.8', 4]],
    [{ family: 6 }, [null, '2606:4700::1111', 6]],
  ])('gives public addresses as they are asked for: %j', async (options, expected) => {
    expect(await look([V4, V6], options)).toEqual(expected);
  });

  test('gives none when one of them is private', async () => {
    const [error] = await look([V4, { address: '10.0.0.1', family: 4 }], { all: true });
    expect(error).toMatchObject({ code: 'ERR_ADDRESS_REFUSED' });
  });

  test('says so when there is none of the family', async () => {
    const [error] = await look([V4], { all: true, family: 6 });
    expect(error).toMatchObject({ code: 'ENOTFOUND' });
  });
});
