import { hexId } from '../hex-id.js';

/** A way to pay; a provider says what it captured and refunded, the others leave nothing but a state. */
export interface PaymentMethod {
  id: string;
  technicalName: string;
  name: string;
  isProvider: boolean;
}

/** A way to ship; the price is euro cents with tax. */
export interface ShippingMethod {
  id: string;
  technicalName: string;
  name: string;
  cents: number;
  trackingUrl: string | null;
}

/** The ways to pay. */
export const PAYMENT_METHODS: readonly PaymentMethod[] = [
  payment('payment_invoicepayment', 'Rechnung', false),
  payment('payment_prepayment', 'Vorkasse', false),
  payment('payment_sandboxpay', 'SandboxPay', true),
  payment('payment_card', 'Kreditkarte', true),
];

/** The ways to ship. */
export const SHIPPING_METHODS: readonly ShippingMethod[] = [
  shipping('shipping_standard', 'Standard', 490, 'https://parcels.example/%s'),
  shipping('shipping_express', 'Express', 1290, null),
  shipping('shipping_free', 'Kostenlos', 0, null),
];

function payment(technicalName: string, name: string, isProvider: boolean): PaymentMethod {
  return { id: hexId('payment_method', technicalName), technicalName, name, isProvider };
}

function shipping(technicalName: string, name: string, cents: number, trackingUrl: string | null): ShippingMethod {
  return { id: hexId('shipping_method', technicalName), technicalName, name, cents, trackingUrl };
}
