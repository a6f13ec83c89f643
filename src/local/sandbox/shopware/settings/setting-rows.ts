import type { JsonObject } from '../../kit/json-object.js';
import { ARTICLES, HOME_RATES } from '../catalog/articles.js';
import { PLACES } from '../customers/people.js';
import type { EntityName } from '../dal/definitions.js';
import { hexId } from '../hex-id.js';
import { PROMOTIONS } from '../orders/promotions.js';
import type { FiledRow } from '../render/filed-row.js';
import { renderRounding } from '../render/render-price.js';
import { formatInstant } from '../shopware-time.js';
import { CURRENCIES } from './currencies.js';
import { SYSTEM_LANGUAGE } from './language.js';
import { PAYMENT_METHODS, SHIPPING_METHODS } from './methods.js';
import { SALES_CHANNELS } from './sales-channels.js';
import { machineId, STATES, type StateMachine, stateId } from './states.js';

/** The rows of what an administrator sets up once; none of them has ever been updated. */
export function settingRows(shopUrl: string, atMs: number): FiledRow[] {
  const rows = [
    ...stateRows(),
    ...currencyRows(),
    ...channelRows(shopUrl),
    ...methodRows(),
    ...countryRows(),
    ...catalogRows(),
    ...smallRows(),
  ];
  const createdAt = formatInstant(atMs);
  return rows.map(({ entity, row }) => ({ entity, row: { versionId: null, ...row, createdAt, updatedAt: null } }));
}

function stateRows(): FiledRow[] {
  return (Object.keys(STATES) as StateMachine[]).flatMap((machine) => {
    const stateMachineId = machineId(machine);
    const states = STATES[machine].map((technicalName) => {
      const name = technicalName.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());
      return filed('state_machine_state', {
        id: stateId(machine, technicalName),
        name,
        technicalName,
        stateMachineId,
        customFields: null,
      });
    });
    const initialStateId = stateId(machine, STATES[machine][0] ?? 'open');
    const technicalName = `${machine}.state`;
    return [
      filed('state_machine', { id: stateMachineId, technicalName, name: technicalName, initialStateId }),
      ...states,
    ];
  });
}

function currencyRows(): FiledRow[] {
  return Object.values(CURRENCIES).map(({ id, code, name, symbol, decimals, factorMillionths, totalInterval }) =>
    filed('currency', {
      id,
      isoCode: code,
      factor: factorMillionths / 1_000_000,
      symbol,
      shortName: code,
      name,
      position: 1,
      isSystemDefault: code === 'EUR',
      itemRounding: renderRounding(decimals, 0.01, true),
      totalRounding: renderRounding(decimals, totalInterval / 100, true),
      taxFreeFrom: 0,
      customFields: null,
    }),
  );
}

function channelRows(shopUrl: string): FiledRow[] {
  return SALES_CHANNELS.flatMap(({ id, name, currency, taxCalculation }) => [
    filed('sales_channel', {
      id,
      name,
      active: true,
      currencyId: currency.id,
      languageId: SYSTEM_LANGUAGE,
      taxCalculationType: taxCalculation,
      customFields: null,
    }),
    filed('sales_channel_domain', {
      id: hexId('domain', name),
      salesChannelId: id,
      url: `${shopUrl}/${id.slice(0, 2)}`,
    }),
  ]);
}

function methodRows(): FiledRow[] {
  const payments = PAYMENT_METHODS.map(({ id, technicalName, name }) =>
    filed('payment_method', { id, technicalName, name, distinguishableName: name, active: true, customFields: null }),
  );
  const shippings = SHIPPING_METHODS.map(({ id, technicalName, name, trackingUrl }) =>
    filed('shipping_method', { id, technicalName, name, trackingUrl, active: true, taxId: null, customFields: null }),
  );
  return [...payments, ...shippings];
}

function countryRows(): FiledRow[] {
  const isos = new Set(PLACES.map(({ country }) => country));
  const states = new Set(PLACES.map(({ state }) => state).filter((state) => state !== null));
  return [
    ...[...isos].map((iso) => filed('country', { id: hexId('country', iso), iso, name: iso, active: true })),
    ...[...states].map((shortCode) =>
      filed('country_state', {
        id: hexId('country_state', shortCode),
        countryId: hexId('country', shortCode.slice(0, 2)),
        shortCode,
        name: shortCode,
      }),
    ),
  ];
}

function catalogRows(): FiledRow[] {
  const origin = { group: 'Herkunft', option: '静岡' };
  const choices = [origin, ...ARTICLES.flatMap((article) => article.choices)];
  const groups = choices.map(({ group }) => filed('property_group', { id: hexId('group', group), name: group }));
  const options = choices.map(({ group, option }) =>
    filed('property_group_option', {
      id: hexId('option', group, option),
      groupId: hexId('group', group),
      name: option,
    }),
  );
  const taxes = (['standard', 'reduced'] as const).map((name) =>
    filed('tax', { id: hexId('tax', name), name, taxRate: HOME_RATES[name] / 100 }),
  );
  return [
    ...groups,
    ...options,
    ...taxes,
    filed('category', { id: hexId('category', 'Katalog'), name: 'Katalog', parentId: null, active: true }),
    filed('product_manufacturer', { id: hexId('product_manufacturer', 'Fjord'), name: 'Fjord A/S' }),
    filed('rule', { id: hexId('rule', 'Alle Kunden'), name: 'Alle Kunden' }),
  ];
}

const SALUTATIONS: Readonly<Record<string, string>> = { mr: 'Herr', mrs: 'Frau' };

function smallRows(): FiledRow[] {
  const localeId = hexId('locale', 'de-DE');
  const named = (entity: EntityName, key: string, names: readonly string[]): FiledRow[] =>
    names.map((name) => filed(entity, { id: hexId(entity, name), [key]: name, name }));
  return [
    filed('locale', { id: localeId, code: 'de-DE', name: 'Deutsch', territory: 'Deutschland' }),
    filed('language', { id: SYSTEM_LANGUAGE, name: 'Deutsch', localeId, parentId: null }),
    ...['mr', 'mrs', 'not_specified'].map((salutationKey) =>
      filed('salutation', {
        id: hexId('salutation', salutationKey),
        salutationKey,
        displayName: SALUTATIONS[salutationKey] ?? '',
        letterName: SALUTATIONS[salutationKey] ?? '',
      }),
    ),
    ...Object.values(PROMOTIONS).map(({ label, code }) =>
      filed('promotion', { id: hexId('promotion', label), name: label, code, active: true, useCodes: code !== null }),
    ),
    ...named('customer_group', 'name', ['Standard', 'Händler']),
    ...named('document_type', 'technicalName', ['invoice', 'delivery_note', 'credit_note', 'storno']),
    ...named('tag', 'name', ['VIP', 'Geprüft ✓', 'Geschenk 🎁', 'exported']),
  ];
}

function filed(entity: EntityName, row: JsonObject & { id: string }): FiledRow {
  return { entity, row };
}
