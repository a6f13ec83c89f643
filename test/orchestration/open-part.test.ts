import { z } from 'zod';
import { PipelineError } from '../../src/model/errors.js';
import { openPart } from '../../src/orchestration/open-part.js';
import type { Channel } from '../../src/ports/channel.js';
import { apiProfile } from './world.js';

const part = { secretNames: () => ['hook'] };
const channel = { key: 'shop', settings: z.object({}) } as unknown as Channel;
const profile = apiProfile({ id: 'shop-a', channel: 'shop', secrets: { hook: 'stored:hook' } });

const open = (resolve: (reference: string, profileId: string) => Promise<string>) =>
  openPart({ profiles: { read: async () => profile }, secrets: { resolve }, findChannel: () => channel }, 'shop-a', {
    what: 'webhooks',
    partOf: () => part,
  });

test('a part that is checked with what was handed over asks for it in the name of its own profile', async () => {
  const asked: string[] = [];
  const found = await open(async (reference, profileId) => {
    asked.push(`${profileId} ${reference}`);
    return 's3cret';
  });
  expect(found).toMatchObject({ open: { secrets: { hook: 's3cret' } } });
  expect(asked).toEqual(['shop-a stored:hook']);
});

test('it is closed until something was handed over, so that nobody can fill the log from outside', async () => {
  const missing = new PipelineError('registration_missing', 'not yet');
  expect(await open(() => Promise.reject(missing))).toEqual({
    open: null,
    why: 'the channel has not handed over its credentials yet',
  });
});

test.each(['secret_unavailable', 'vault_unavailable', 'blob_unavailable'] as const)(
  'a secret that meets %s is our fault, and the sender comes again',
  async (code) => {
    await expect(open(() => Promise.reject(new PipelineError(code, 'no')))).rejects.toMatchObject({
      code: 'webhook_secret_unavailable',
      disposition: 'retry',
    });
  },
);
