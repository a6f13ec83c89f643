import { thrownBy } from '../shop-context.js';
import { NOW, posted, read, timedSignature } from './delivery.js';

const SECRET = 'a secret of the carrier';
const HEADER = 'x-tributary-signature';
const settings = { webhooks: ['tracking' as const] };
const secrets = { webhookSecret: SECRET };

const news = (changes = {}) => ({
  event: 'shipment.track.update',
  order_id: '000000123',
  tracking_number: '1Z999AA10123456784',
  carrier: 'ups',
  status: 'delivered',
  delivered_at: '2026-11-20T09:30:00Z',
  ...changes,
});

const later = (ms: number) => new Date(NOW.getTime() + ms);
const signed = (content: unknown, at = NOW) => {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  return posted(body, { [HEADER]: timedSignature(body, SECRET, at) });
};
const update = (changes = {}) => read(signed(news(changes)), settings, secrets).tracking[0];

describe('news of a parcel', () => {
  test('says where it is', () => {
    expect(read(signed(news()), settings, secrets)).toEqual({
      deliveryId: expect.stringMatching(/^[\w-]{43}$/),
      hints: [],
      tracking: [
        {
          orderNumber: '000000123',
          trackingNumber: '1Z999AA10123456784',
          carrier: 'ups',
          state: 'delivered',
          deliveredAt: '2026-11-20T09:30:00Z',
        },
      ],
    });
  });

  test.each([
    [{ carrier: 'ups' }, 'ups'],
    [{ carrier: undefined, carrier_code: 'dhl' }, 'dhl'],
    [{ carrier: null, carrier_code: 'dhl' }, 'dhl'],
    [{ carrier: 'ups', carrier_code: 'dhl' }, 'ups'],
    [{ carrier: null }, null],
  ])('%j is of the carrier %s', (changes, carrier) => {
    expect(update(changes)?.carrier).toBe(carrier);
  });

  test.each([
    ['pending', 'pending'],
    ['in_transit', 'in_transit'],
    ['out_for_delivery', 'in_transit'],
    ['delivered', 'delivered'],
    ['exception', 'exception'],
  ])('%s is %s', (status, state) => {
    expect(update({ status })?.state).toBe(state);
  });

  test.each([
    [{ delivered_at: undefined }, null],
    [{ delivered_at: null }, null],
    [{ delivered_at: '2026-11-20T11:30:00+02:00' }, '2026-11-20T09:30:00Z'],
    [{ delivered_at: '2026-11-20T10:04:00Z' }, '2026-11-20T10:04:00Z'],
    [{ status: 'in_transit' }, null],
  ])('%j was delivered at %s', (changes, deliveredAt) => {
    expect(update(changes)?.deliveredAt).toBe(deliveredAt);
  });

  test.each([
    ['an unknown status', { status: 'teleported' }, '/status'],
    ['no status', { status: undefined }, '/status'],
    ['a delivery tomorrow', { delivered_at: '2026-11-21T10:00:00Z' }, '/delivered_at'],
    ['a delivery at no time', { delivered_at: 'yesterday' }, '/delivered_at'],
    ['a delivery without a zone', { delivered_at: '2026-11-20 09:30:00' }, '/delivered_at'],
    ['a delivery on the 31st of February', { delivered_at: '2026-02-31T09:30:00Z' }, '/delivered_at'],
    ['no order', { order_id: undefined }, '/order_id'],
    ['an empty order', { order_id: ' ' }, '/order_id'],
    ['an order that is an object', { order_id: {} }, '/order_id'],
    ['no tracking number', { tracking_number: undefined }, '/tracking_number'],
    ['a carrier that is a number', { carrier: 7 }, '/carrier'],
    ['another event', { event: 'shipment.created' }, '/event'],
  ])('with %s is refused', (_, changes, path) => {
    expect(thrownBy(() => update(changes))).toMatchObject({ code: 'webhook_invalid', path });
  });

  test.each(['', '[]', 'null', '"x"', '{', '<xml/>', '['.repeat(10_000)])('that is %.10j is refused', (body) => {
    expect(thrownBy(() => read(signed(body), settings, secrets))).toMatchObject({ code: 'webhook_invalid' });
  });

  test('is another delivery when it is signed later, and the same when it is sent again', () => {
    const id = (at: Date) => read(signed(news(), at), settings, secrets).deliveryId;
    expect(id(NOW)).toBe(id(NOW));
    expect(id(later(-60_000))).not.toBe(id(NOW));
    const spaced = signed(news());
    const header = spaced.headers[HEADER]?.replace(',', ', ') ?? '';
    expect(read({ ...spaced, headers: { [HEADER]: header } }, settings, secrets).deliveryId).toBe(id(NOW));
  });
});

describe('the signature of news', () => {
  // Made with: printf '1795168800.{}' | openssl dgst -sha256 -hmac 'a secret of the carrier'
  const VECTOR = '2a394c371232ff9887b4907448614929fdb610d13b1858ab8a0c0770865e6db3';

  test('is HMAC-SHA256 over the time and the body', () => {
    const delivery = posted('{}', { [HEADER]: `t=1795168800,v1=${VECTOR}` });
    expect(thrownBy(() => read(delivery, settings, secrets))).toMatchObject({ code: 'webhook_invalid' });
  });

  const body = JSON.stringify(news());
  const good = timedSignature(body, SECRET, NOW);
  const seconds = NOW.getTime() / 1_000;

  test.each([
    ['in time, at the latest', timedSignature(body, SECRET, later(-300_000))],
    ['by a clock that is fast', timedSignature(body, SECRET, later(300_000))],
    ['with the old and the new secret', `t=${seconds},v1=${'0'.repeat(64)},v1=${good.split('v1=')[1]}`],
    ['in capitals', `t=${seconds},v1=${good.split('v1=')[1]?.toUpperCase()}`],
  ])('is taken %s', (_, header) => {
    expect(read(posted(body, { [HEADER]: header }), settings, secrets).tracking).toHaveLength(1);
  });

  test.each([
    ['too old', timedSignature(body, SECRET, later(-301_000))],
    ['of the future', timedSignature(body, SECRET, later(301_000))],
    ['of another secret', timedSignature(body, 'another', NOW)],
    ['of another body', timedSignature(`${body} `, SECRET, NOW)],
    ['of another time', good.replace(String(seconds), String(seconds + 1))],
    ['shorter', good.slice(0, -2)],
    ['longer', `${good}00`],
    ['not hexadecimal', `t=${seconds},v1=${'z'.repeat(64)}`],
    ['without a time', good.slice(good.indexOf('v1='))],
    ['with two times', `t=${seconds},${good}`],
    ['with a time that is none', good.replace(String(seconds), 'now')],
    ['empty', ''],
  ])('is not taken when it is %s', (_, header) => {
    const error = thrownBy(() => read(posted(body, { [HEADER]: header }), settings, secrets));
    expect(error).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test.each([{}, { webhookSecret: '' }])('is not taken without a secret: %j', (none) => {
    const delivery = posted(body, { [HEADER]: timedSignature(body, '', NOW) });
    expect(thrownBy(() => read(delivery, settings, none))).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test('is what no delivery may lack', () => {
    expect(thrownBy(() => read(posted(body, {}), settings, secrets))).toMatchObject({
      code: 'webhook_unauthenticated',
    });
  });
});
