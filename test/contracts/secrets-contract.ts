import type { Secrets } from '../../src/ports/secrets.js';

/** `create` makes secrets of which the environment holds `SHOP_TOKEN` = `s3cret`, and nothing else. */
export function describeSecretsContract(name: string, create: () => Promise<Secrets>): void {
  describe(`${name} keeps the secrets contract`, () => {
    test('a reference resolves to its value', async () => {
      expect(await (await create()).resolve('env:SHOP_TOKEN', 'shop')).toBe('s3cret');
    });

    test.each(['env:OTHER', 'env:toString', 'keyvault:none', 's3cret', 'env:', ''])(
      'the reference %j that resolves to nothing is unavailable',
      async (reference) => {
        await expect((await create()).resolve(reference, 'shop')).rejects.toMatchObject({ code: 'secret_unavailable' });
      },
    );
  });
}
