import { PipelineError } from '../model/errors.js';
import { hashName } from '../model/record-key.js';
import type {
  ChannelRegistration,
  RegistrationContext,
  RegistrationRequest,
  WebhookDelivery,
  WebhookReading,
} from '../ports/channel.js';
import type { Clock } from '../ports/clock.js';
import type { Credentials, HandedOver } from '../ports/credentials.js';
import type { IdempotencyMarks } from '../ports/idempotency.js';
import type { Ids } from '../ports/ids.js';
import { type MaybePart, type OpenPart, openPart, type PartPorts } from './open-part.js';

/** What registrations need: blob storage and secrets only. */
export interface RegistrationPorts extends PartPorts {
  credentials: Credentials;
  marks: IdempotencyMarks;
  clock: Clock;
  ids: Ids;
}

/** A profile that takes registrations, and what they are checked with. */
export type OpenRegistration = OpenPart<ChannelRegistration>;

/** The registration of a profile, or the reason why there is none. @throws what `openPart` throws */
export async function openRegistration(ports: RegistrationPorts, id: string): Promise<MaybePart<ChannelRegistration>> {
  const found = await openPart(ports, id, { what: 'registration', partOf: ({ registration }) => registration });
  const isOff = found.open !== null && Object.keys(found.open.secrets).length === 0;
  return isOff ? { open: null, why: 'the settings switch no registration on' } : found;
}

type Stored = Awaited<ReturnType<Credentials['read']>>;

function contextOf(
  { clock }: RegistrationPorts,
  { settings, secrets }: OpenRegistration,
  stored: Stored,
): RegistrationContext {
  return { settings, secrets, stored: stored?.handedOver.secrets ?? null, now: () => clock.now() };
}

/**
 * Answers the request that begins a registration, each request once: its answer may hold a secret, and a copy of the request is not to
 * get it. Nothing is stored, so that a registration that is never confirmed changes nothing.
 * @throws `webhook_unauthenticated`, `webhook_invalid`, `registration_outdated`
 */
export async function answerRegistration(
  ports: RegistrationPorts,
  open: OpenRegistration,
  request: RegistrationRequest,
): Promise<NonNullable<WebhookReading['reply']>> {
  const { profile, part } = open;
  const stored = await ports.credentials.read(profile.id);
  const { requestId, reply } = part.answer(request, contextOf(ports, open, stored));
  const receipt = ports.ids.ulid();
  const own = { bodyHash: hashName(requestId), receivedAt: ports.clock.now().toISOString(), receipt };
  // A client's Idempotency-Key holds no blank, so the two never meet.
  const first = await ports.marks.claim(profile.id, `registration ${hashName(requestId)}`, own);
  if (first.receipt !== receipt) throw outdated('This request was answered before');
  return reply;
}

const MAX_TRIES = 5;

/**
 * Takes the confirmation of a registration: what it hands over is stored before this returns, and counts from then on. One that comes
 * again does nothing; one of an earlier registration is refused, so that a copy of it cannot bring back what it handed over.
 * @throws `webhook_unauthenticated`, `webhook_invalid`, `registration_outdated`, `store_conflict`
 */
export async function confirmRegistration(
  ports: RegistrationPorts,
  open: OpenRegistration,
  delivery: WebhookDelivery,
): Promise<void> {
  const { profile, part } = open;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await ports.credentials.read(profile.id);
    const handedOver = part.confirm(delivery, contextOf(ports, open, stored));
    checkNames(part, handedOver);
    const age = stored === null ? 1 : Date.parse(handedOver.registeredAt) - Date.parse(stored.handedOver.registeredAt);
    if (age === 0 && isSame(handedOver, stored?.handedOver)) return;
    if (!(age > 0)) throw outdated('A later registration was confirmed already');
    if ((await ports.credentials.write(profile.id, handedOver, stored?.etag ?? null)) === 'written') return;
  }
  throw new PipelineError('store_conflict', `What was handed over to ${profile.id} kept moving while it was stored`);
}

function outdated(why: string): PipelineError {
  return new PipelineError('registration_outdated', why);
}

function checkNames({ storedNames }: ChannelRegistration, { secrets }: HandedOver): void {
  const missing = storedNames.filter((name) => (secrets[name] ?? '') === '');
  const unknown = Object.keys(secrets).filter((name) => !storedNames.includes(name));
  if (missing.length + unknown.length === 0) return;
  throw new PipelineError('internal', `The channel hands over other names than it says: ${[...missing, ...unknown]}`);
}

function isSame({ secrets }: HandedOver, other: HandedOver | undefined): boolean {
  return Object.entries(secrets).every(([name, value]) => other?.secrets[name] === value);
}
