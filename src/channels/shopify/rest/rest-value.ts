import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { toGid, toLegacyId } from '../ids.js';

/** The currencies of a payload: what a plain amount in it is in. */
export interface Currencies {
  shop: string | null;
  presentment: string | null;
}

/** The rows of a list that are objects; null when there is no list. */
export function rowsIn(fields: JsonObject, key: string): JsonObject[] | null {
  const list = getOwn(fields, key);
  return Array.isArray(list) ? list.filter(isJsonObject) : null;
}

/** The object in a field; null when there is none. */
export function objectIn(fields: JsonObject, key: string): JsonObject | null {
  const value = getOwn(fields, key);
  return isJsonObject(value) ? value : null;
}

/** A value as it stands; null when absent. */
export function valueIn(fields: JsonObject, key: string): Json {
  return getOwn(fields, key) ?? null;
}

/** The global id of what a numeric id names; null when there is none. */
export function gidIn(fields: JsonObject, key: string, type: string): string | null {
  const id = toLegacyId(getOwn(fields, key));
  return id === null ? null : toGid(type, id);
}

/** An amount in both currencies: from `<key>_set`, else the plain one, which is in the shop's currency. */
export function moneyIn(fields: JsonObject, key: string, { shop, presentment }: Currencies): JsonObject | null {
  const set = objectIn(fields, `${key}_set`);
  if (set !== null) {
    const one = (name: string) => {
      const money = objectIn(set, name);
      return money === null
        ? null
        : { amount: valueIn(money, 'amount'), currencyCode: valueIn(money, 'currency_code') };
    };
    return { shopMoney: one('shop_money'), presentmentMoney: one('presentment_money') };
  }
  const amount = valueIn(fields, key);
  return amount === null ? null : plainMoney(amount, { shop, presentment });
}

/** An amount in the shop's currency, and in the customer's where that is the same. */
export function plainMoney(amount: Json, { shop, presentment }: Currencies): JsonObject {
  const money = { amount, currencyCode: shop };
  return { shopMoney: money, presentmentMoney: presentment === null || presentment === shop ? money : null };
}

/** Text in upper case, as the GraphQL interface spells statuses; null when absent. */
export function upperIn(fields: JsonObject, key: string): string | null {
  const value = getOwn(fields, key);
  return typeof value === 'string' ? value.toUpperCase() : null;
}

/** Tags as a list. */
export function tagsIn(fields: JsonObject): Json {
  const tags = valueIn(fields, 'tags');
  if (typeof tags !== 'string') return tags;
  return tags.split(',').flatMap((tag) => (tag.trim() === '' ? [] : [tag.trim()]));
}

/** Fields that differ in their spelling alone. */
export function renamed(fields: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(names).map(([rest, name]) => [name, valueIn(fields, rest)]));
}

/** A postal address. */
export function addressIn(fields: JsonObject, key: string): JsonObject | null {
  const address = objectIn(fields, key);
  return address === null ? null : toAddress(address);
}

/** A postal address in the spelling of the GraphQL interface. */
export function toAddress(address: JsonObject): JsonObject {
  const names = { first_name: 'firstName', last_name: 'lastName', province_code: 'provinceCode' };
  const same = ['company', 'address1', 'address2', 'city', 'zip', 'province', 'phone'];
  return {
    id: gidIn(address, 'id', 'MailingAddress'),
    ...renamed(address, names),
    ...renamed(address, Object.fromEntries(same.map((key) => [key, key]))),
    countryCodeV2: valueIn(address, 'country_code'),
  };
}

/** Named values that somebody attached: note attributes, line item properties. */
export function attributesIn(fields: JsonObject, key: string): JsonObject[] {
  return (rowsIn(fields, key) ?? []).map((one) => ({ key: valueIn(one, 'name'), value: valueIn(one, 'value') }));
}
