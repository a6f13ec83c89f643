import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import type { WebhookDelivery, WebhookReading } from '../../../ports/channel.js';
import { hashOf, readJsonBody } from '../../kit/read-body.js';
import { invalidWebhook, unauthenticated } from '../../kit/webhook-error.js';
import { readHint } from './event-hint.js';
import { hasRsaSignature } from './rsa-signature.js';
import type { WebhookContext } from './webhook-context.js';

/** The headers that an I/O event is signed in; which of them is valid changes with the keys. */
export const EVENTS_SIGNATURES = ['x-adobe-digital-signature-1', 'x-adobe-digital-signature-2'] as const;

const MAX_CHALLENGE = 500;

function checkSignature({ headers, body }: WebhookDelivery, { secrets }: WebhookContext): void {
  const isValid = EVENTS_SIGNATURES.some((header, index) => {
    const name = `eventsPublicKey${index + 1}`;
    const signature = headers[header];
    return signature !== undefined && hasRsaSignature(body, signature, { name, pem: secrets[name] });
  });
  if (!isValid) {
    throw unauthenticated('No signature of the event is valid under the public keys; Adobe changes them now and then');
  }
}

/** One delivery holds one event, or a list of them; what is none among them does not keep the others from being read. */
function readEvents(body: Json): JsonObject[] {
  const events = (Array.isArray(body) ? body : [body]).filter(isJsonObject);
  if (events.length > 0) return events;
  throw invalidWebhook('The body is not an event or a list of them', '');
}

// Adobe signs the events of all its customers with the same keys: only this id says that one is meant for this profile.
function checkRecipient(event: JsonObject, { settings }: WebhookContext): void {
  const recipient = getOwn(event, 'recipient_client_id');
  if (typeof recipient === 'string' && recipient === settings.eventsClientId) return;
  throw unauthenticated('recipient_client_id is not the eventsClientId of the profile');
}

function typeOf(event: JsonObject): string | null {
  const inner = getOwn(event, 'event');
  const type = getOwn(event, 'type') ?? (isJsonObject(inner) ? getOwn(inner, 'type') : null);
  return typeof type === 'string' ? type : null;
}

function readHints(events: readonly JsonObject[]): WebhookReading['hints'] {
  if (events.every((event) => typeOf(event) === null)) throw invalidWebhook('The event has no type', '/type');
  return events.map((event) => readHint(typeOf(event) ?? '', event)).filter((hint) => hint !== null);
}

function deliveryId(events: readonly JsonObject[], body: Uint8Array): string {
  const [event] = events;
  const id = event === undefined ? null : (getOwn(event, 'event_id') ?? getOwn(event, 'id'));
  return events.length === 1 && typeof id === 'string' && id !== '' ? hashOf(id) : hashOf(body);
}

/**
 * Reads an Adobe I/O event, or a list of them: RSA-SHA256 over the body as it came, under either of the two keys. Adobe sends a
 * refused delivery again for a day, so one odd event does not cost the others theirs: it is left out.
 * @throws `webhook_unauthenticated`, `webhook_invalid`
 */
export function readIoEvents(delivery: WebhookDelivery, context: WebhookContext): WebhookReading {
  checkSignature(delivery, context);
  const events = readEvents(readJsonBody(delivery.body));
  for (const event of events) checkRecipient(event, context);
  return {
    deliveryId: deliveryId(events, delivery.body),
    hints: readHints(events),
    tracking: [],
  };
}

/** Answers the question that I/O Events ask when they are registered: the challenge, as plain text. @throws `webhook_invalid` */
export function echoChallenge(challenge: string): WebhookReading {
  if (challenge === '' || challenge.length > MAX_CHALLENGE) {
    throw invalidWebhook(`challenge must be 1 to ${MAX_CHALLENGE} characters`, '/challenge');
  }
  return {
    deliveryId: hashOf('challenge.', challenge),
    hints: [],
    tracking: [],
    reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: challenge },
  };
}
