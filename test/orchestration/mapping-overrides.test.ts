import { z } from 'zod';
import type { Json, JsonObject } from '../../src/diff/json.js';
import type { Profile } from '../../src/model/profile.js';
import { applyOverrides } from '../../src/orchestration/apply-overrides.js';
import { previewMapping } from '../../src/orchestration/preview-mapping.js';
import type { Channel } from '../../src/ports/channel.js';
import { apiProfile, createWorld, drain, order, post } from './world.js';

/** A channel whose payload is the record under `order`, beside what the channel does not map. */
const shop: Channel = {
  key: 'shop',
  title: 'Shop',
  settings: z.object({ prefix: z.string().default('') }),
  secretNames: () => [],
  mappingVersion: '3',
  resources: {
    orders: {
      type: 'order',
      identify: (raw) => {
        const { id, updatedAt } = (raw as { order: { id: string; updatedAt: string } }).order;
        return { recordId: id, sourceVersion: updatedAt };
      },
      map: (raw, settings) => {
        const record = (raw as { order: JsonObject }).order;
        return {
          record: { ...record, number: `${(settings as { prefix: string }).prefix}${record.number}` },
          warnings: [],
        };
      },
    },
  },
};

const profileWith = (fields: Record<string, unknown>, defaults: Record<string, Json> = {}): Profile =>
  apiProfile({ channel: 'shop', mapping: { order: { fields, defaults } } });
const payload = (more: Record<string, unknown>) => ({ order: order('1'), ...more });
const preview = (profile: Profile, raw: unknown) => previewMapping(shop, profile, 'order', JSON.stringify(raw));

describe('an override', () => {
  test('goes over what the channel maps, and the preview shows both', () => {
    const profile = profileWith({ number: 'no', 'attributes.gift': 'custom[code=gift].value' });
    const shown = preview(profile, payload({ no: 77, custom: [{ code: 'gift', value: 'Hi' }] }));
    expect(shown.record).toMatchObject({ number: '77', attributes: { giftWrap: 'yes', gift: 'Hi' } });
    expect(shown.withoutOverrides).toMatchObject({ number: 'N1', attributes: { giftWrap: 'yes', campaign: 'autumn' } });
    expect(shown.warnings).toEqual([]);
  });

  test('leaves what the channel maps where the payload says nothing, or takes its default', () => {
    const profile = profileWith({ number: 'no', note: 'remark' }, { note: 'none' });
    expect(preview(profile, payload({ no: null })).record).toMatchObject({ number: 'N1', note: 'none' });
  });

  test('has a default only for what neither the payload nor the channel says', () => {
    const defaults = {
      currency: 'USD',
      note: 'none',
      'attributes.giftWrap': 'no',
      'attributes.gift': 'none',
      'lines[].sku': 'unknown',
      'lines[].attributes.shop': 'B',
    };
    const shown = preview(profileWith({ currency: 'money' }, defaults), payload({}));
    expect(shown.record).toMatchObject({
      currency: 'EUR',
      note: 'none',
      attributes: { giftWrap: 'yes', gift: 'none' },
      lines: [{ sku: 'TSHIRT-M', attributes: { shop: 'B' } }],
    });
    expect(preview(profileWith({ currency: 'money' }, defaults), payload({ money: 'GBP' })).record.currency).toBe(
      'GBP',
    );
  });

  test('that does not fit leaves what the channel maps, with a warning', () => {
    const shown = preview(profileWith({ 'totals.grand': 'sum' }), payload({ sum: 'ten' }));
    expect(shown.record).toMatchObject({ totals: { grand: '23.8' } });
    expect(shown.warnings).toMatchObject([{ code: 'value_not_mapped', path: '/totals/grand' }]);
  });

  test('of lines goes line by line', () => {
    const profile = profileWith({ 'lines[].sku': 'rows[].code', 'lines[].attributes.shop': 'shopName' });
    const shown = preview(profile, payload({ rows: [{ code: 'X' }], shopName: 'B' }));
    expect(shown.record.lines).toMatchObject([{ id: '1', sku: 'X', attributes: { shop: 'B' } }]);
  });

  test('of lines that are not as many as the rows of the payload changes none, with a warning', () => {
    const shown = preview(
      profileWith({ 'lines[].sku': 'rows[].code' }),
      payload({ rows: [{ code: 'X' }, { code: 'Y' }] }),
    );
    expect(shown.record.lines).toMatchObject([{ sku: 'TSHIRT-M' }]);
    expect(shown.warnings).toMatchObject([{ code: 'value_not_mapped', path: '/lines' }]);
  });

  test('makes the object that it needs', () => {
    const shown = preview(profileWith({ 'customer.email': 'mail' }), payload({ mail: 'a@example.com' }));
    expect(shown.record.customer).toEqual({ email: 'a@example.com' });
  });

  test('can mend a record that the channel maps wrongly, which the preview shows as it is', () => {
    const shown = preview(profileWith({ currency: 'money' }), {
      order: { ...order('1'), currency: 'euros' },
      money: 'EUR',
    });
    expect(shown.record.currency).toBe('EUR');
    expect((shown.withoutOverrides as JsonObject).currency).toBe('euros');
  });
});

test('the record that the channel gave stays as it is', () => {
  const mapped = { record: order('1') as JsonObject, warnings: [] };
  const before = JSON.stringify(mapped);
  const profile = profileWith({ 'lines[].sku': 'rows[].code', 'attributes.gift': 'gift' });
  const changed = applyOverrides(profile, 'order', mapped, { rows: [{ code: 'X' }], gift: 'Hi' });
  expect(changed.record).toMatchObject({ lines: [{ sku: 'X' }], attributes: { gift: 'Hi' } });
  expect(JSON.stringify(mapped)).toBe(before);
  expect(applyOverrides(apiProfile(), 'order', mapped, {})).toBe(mapped);
});

test('the channel maps with its settings completed', () => {
  expect(preview(apiProfile({ channel: 'shop' }), payload({})).record.number).toBe('N1');
  expect(preview(apiProfile({ channel: 'shop', settings: { prefix: 'B-' } }), payload({})).record.number).toBe('B-N1');
});

test('canonical records are not overridden', async () => {
  const profile = profileWith({}, { note: 'overridden' });
  const world = createWorld([profile], [shop]);
  await post(world, [order('1')], { profile });
  await drain(world);
  expect(world.ports.store.items()).toMatchObject([{ record: { note: null } }]);
  expect(world.ports.events.events()).toMatchObject([{ mappingVersion: 'canonical/1' }]);
});

test('a change of the overrides has the same payload mapped again, and the event names the mapping', async () => {
  const before = apiProfile({ channel: 'shop' });
  const world = createWorld([before], [shop]);
  const send = async (profile: Profile) => {
    await world.ports.profiles.put(profile);
    world.clock.advance(1_000);
    const told = await post(world, [payload({ remark: 'ring' })], { profile, format: 'channel' });
    await drain(world);
    return told.duplicates.length > 0 ? 'duplicate' : world.ports.events.events().at(-1);
  };
  expect(await send(before)).toMatchObject({ action: 'Update', mappingVersion: 'shop/3' });
  expect(await send(before)).toBe('duplicate');
  const overridden = await send(profileWith({ note: 'remark' }));
  expect(overridden).toMatchObject({ action: 'Patch', mappingVersion: expect.stringMatching(/^shop\/3\+[\w-]{8}$/) });
  expect(overridden).toHaveProperty('operations', [{ op: 'replace', path: '/note', value: 'ring', before: null }]);
  expect(await send(profileWith({ note: 'remark' }))).toBe('duplicate');
});
