import type { JsonObject, JsonValue } from '../../kit/json-object.js';
import { fieldRequired, invalidType } from '../magento-error.js';
import { ONE_PIECE } from '../minor-units.js';
import type { ShipmentRequest } from '../progress/plan-shipment.js';
import type { NewTrack } from '../progress/tracks.js';
import type { MagentoShop } from '../shop.js';
import type { MagentoRoute, RouteRequest } from './route.js';

/** The routes that write: ship an order, add a track to a shipment, comment an order. */
export function writeRoutes(shop: MagentoShop): MagentoRoute[] {
  return [
    {
      method: 'POST',
      pattern: /^\/order\/([^/]+)\/ship$/,
      resource: 'Magento_Sales::ship',
      answer: (request) => shop.ship(idOf(request), readShipment(request.body())),
    },
    {
      method: 'POST',
      pattern: /^\/shipment\/track$/,
      resource: 'Magento_Sales::shipment',
      answer: (request) => {
        const entity = readObject(request.body(), 'entity');
        const ids = { orderId: readInteger(entity, 'order_id'), shipmentId: readInteger(entity, 'parent_id') };
        return shop.addTrack(ids, readTrack(entity));
      },
    },
    {
      method: 'POST',
      pattern: /^\/orders\/([^/]+)\/comments$/,
      resource: 'Magento_Sales::comment',
      answer: (request) => {
        const sent = readObject(request.body(), 'statusHistory', 'status_history');
        shop.comment(idOf(request), {
          text: readText(sent, 'comment'),
          notified: readFlag(sent, 'is_customer_notified'),
          visible: readFlag(sent, 'is_visible_on_front') ?? 0,
          status: readText(sent, 'status'),
        });
        return true;
      },
    },
  ];
}

function idOf({ captured: [id = ''] }: RouteRequest): number {
  if (!/^\d+$/.test(id)) throw invalidType(id, 'int');
  return Number(id);
}

function readShipment(body: JsonObject): ShipmentRequest {
  const comment = body.comment === undefined || body.comment === null ? null : readObject(body, 'comment');
  const text = comment === null ? null : readText(comment, 'comment');
  return {
    items: readList(body, 'items').map((item) => ({
      orderItemId: readInteger(item, 'order_item_id'),
      quantity: Math.round(readNumber(item, 'qty') * ONE_PIECE),
    })),
    tracks: readList(body, 'tracks').map(readTrack),
    comment:
      comment === null || text === null ? null : { text, visible: readFlag(comment, 'is_visible_on_front') ?? 0 },
  };
}

function readTrack(track: JsonObject): NewTrack {
  return {
    number: readText(track, 'track_number') ?? '',
    title: readText(track, 'title') ?? '',
    carrierCode: readText(track, 'carrier_code') ?? '',
  };
}

/** A parameter of the call; the shop takes both spellings of its name. */
function readObject(body: JsonObject, name: string, otherName = name): JsonObject {
  const value = body[name] ?? body[otherName] ?? null;
  if (value === null) throw fieldRequired(name);
  return asObject(value);
}

function readList(body: JsonObject, name: string): JsonObject[] {
  const value = body[name] ?? [];
  if (!Array.isArray(value)) throw invalidType(printed(value), 'array');
  return value.map(asObject);
}

function asObject(value: JsonValue): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidType(printed(value), 'object');
  return value as JsonObject;
}

function readText(object: JsonObject, name: string): string | null {
  const value = object[name] ?? null;
  if (typeof value === 'object' && value !== null) throw invalidType(printed(value), 'string');
  return value === null ? null : String(value);
}

function readFlag(object: JsonObject, name: string): number | null {
  return object[name] === undefined || object[name] === null ? null : readNumber(object, name);
}

function readInteger(object: JsonObject, name: string): number {
  const value = readNumber(object, name);
  if (!Number.isInteger(value)) throw invalidType(printed(object[name] ?? null), 'int');
  return value;
}

/** Numbers may come as text, and flags as booleans, as PHP takes them. */
function readNumber(object: JsonObject, name: string): number {
  const value = object[name] ?? null;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'boolean') return Number(number);
  if (typeof number !== 'number' || Number.isNaN(number)) throw invalidType(printed(value), 'float');
  return number;
}

function printed(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
