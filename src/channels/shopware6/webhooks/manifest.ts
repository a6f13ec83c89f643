import type { ManifestParts } from '../../../ports/channel.js';
import type { ShopwareSettings } from '../schema.js';

const SCHEMA = 'https://raw.githubusercontent.com/shopware/shopware/trunk/src/Core/Framework/App/Manifest/Schema';

/** What is read with orders, customers and products: Shopware refuses the whole search for one that is missing. */
const READ = [
  ...['order', 'order_address', 'order_customer', 'order_delivery', 'order_delivery_position', 'order_line_item'],
  ...['order_transaction', 'order_transaction_capture', 'order_transaction_capture_refund'],
  ...['order_transaction_capture_refund_position', 'document', 'document_type', 'state_machine_state'],
  ...['customer', 'customer_address', 'customer_group', 'salutation', 'country', 'country_state'],
  ...['product', 'product_price', 'product_media', 'product_manufacturer', 'product_configurator_setting'],
  ...['property_group', 'property_group_option', 'media', 'tax', 'tag', 'currency', 'language', 'sales_channel'],
  ...['payment_method', 'shipping_method'],
];

const STATES: Readonly<Record<string, readonly string[]>> = {
  order: ['open', 'in_progress', 'completed', 'cancelled'],
  order_delivery: ['open', 'shipped', 'shipped_partially', 'returned', 'returned_partially', 'cancelled'],
  order_transaction: [
    ...['open', 'in_progress', 'unconfirmed', 'authorized', 'paid', 'paid_partially', 'reminded', 'failed'],
    ...['cancelled', 'refunded', 'refunded_partially', 'chargeback'],
  ],
};

/** Drafts of an order are told of like the order itself; events of what has no versions would not come at all with the attribute. */
const VERSIONED = 'order.written';

const EVENTS = [
  ...['checkout.order.placed', VERSIONED, 'customer.written', 'product.written'],
  ...Object.entries(STATES).flatMap(([machine, states]) =>
    states.map((state) => `state_enter.${machine}.state.${state}`),
  ),
  'app.deleted',
];

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function toXml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);
}

function webhook(event: string, url: string): string {
  const live = event === VERSIONED ? ' onlyLiveVersion="true"' : '';
  return `<webhook name="${event.replaceAll(/[._]/g, '-')}" url="${toXml(url)}" event="${event}"${live}/>`;
}

/**
 * The `manifest.xml` of the app that a profile is registered by: where it registers, what it may read, what it hears of. It holds the
 * secret of the app.
 */
export function createManifest(parts: ManifestParts<ShopwareSettings>): string {
  const { settings, secrets, registrationUrl, webhookUrl } = parts;
  const name = toXml(settings.webhooks?.appName ?? '');
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<manifest xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${SCHEMA}/manifest-3.0.xsd">`,
    '    <meta>',
    ...[`<name>${name}</name>`, `<label>${name}</label>`, '<author>Tributary</author>'].map(
      (line) => `        ${line}`,
    ),
    ...['<copyright>(c) Tributary</copyright>', '<version>1.0.0</version>', '<license>MIT</license>'].map(
      (line) => `        ${line}`,
    ),
    '    </meta>',
    '    <setup>',
    `        <registrationUrl>${toXml(registrationUrl)}</registrationUrl>`,
    `        <secret>${toXml(secrets.appSecret ?? '')}</secret>`,
    '    </setup>',
    '    <permissions>',
    ...READ.map((entity) => `        <read>${entity}</read>`),
    '    </permissions>',
    '    <webhooks>',
    ...EVENTS.map((event) => `        ${webhook(event, webhookUrl)}`),
    '    </webhooks>',
    '</manifest>',
  ];
  return `${lines.join('\n')}\n`;
}
