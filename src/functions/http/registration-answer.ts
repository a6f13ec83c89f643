import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { PipelineError } from '../../model/errors.js';
import {
  answerRegistration,
  confirmRegistration,
  type OpenRegistration,
  openRegistration,
  type RegistrationPorts,
} from '../../orchestration/register.js';
import { SAFE_HEADERS } from './respond.js';
import { readDelivery } from './webhook-delivery.js';

const MAX_LOGGED = 64;

/** Where others reach the app, in so far as a setting says it. */
export interface PublicAddress {
  publicUrl: string | null;
}

/**
 * Answers the request with which a channel's system begins to register. The signature over the query as it came is the only credential.
 * Where no registration is taken, whatever the reason, the answer is one 404. Touches blob storage only.
 */
export async function answerRegister(
  ports: RegistrationPorts,
  { publicUrl }: PublicAddress,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const open = await findOpen(ports, request, context);
  const { status, contentType, body } = await answerRegistration(ports, open, {
    ...(await readDelivery(request)),
    rawQuery: rawQueryOf(request.url),
    confirmationUrl: confirmationUrlOf(request.url, publicUrl, open.profile.id),
  });
  log(context, open, 'answered');
  return { status, headers: { ...SAFE_HEADERS, 'Content-Type': contentType }, body };
}

/** Takes the confirmation of a registration: 204 once what it hands over is stored. */
export async function answerConfirm(
  ports: RegistrationPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const open = await findOpen(ports, request, context);
  await confirmRegistration(ports, open, await readDelivery(request));
  log(context, open, 'confirmed');
  return { status: 204, headers: SAFE_HEADERS };
}

async function findOpen(
  ports: RegistrationPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<OpenRegistration> {
  const id = request.params.profileId ?? '';
  const found = await openRegistration(ports, id);
  if (found.open !== null) return found.open;
  context.warn(JSON.stringify({ kind: 'registration-closed', profileId: id.slice(0, MAX_LOGGED), why: found.why }));
  throw new PipelineError('registration_unsupported', 'No registration is taken at this address');
}

function log(context: InvocationContext, { profile }: OpenRegistration, step: 'answered' | 'confirmed'): void {
  context.log(JSON.stringify({ kind: 'registration', profileId: profile.id, step }));
}

/** Not `request.query`, which is decoded: a signature is over the query as it was spelled. */
function rawQueryOf(url: string): string {
  const [, query = ''] = /^[^?#]*\?([^#]*)/.exec(url) ?? [];
  return query;
}

/**
 * The address beside that of the request. What a proxy says of itself (`x-forwarded-…`) anybody can say, so that behind one a setting
 * names the address.
 */
function confirmationUrlOf(url: string, publicUrl: string | null, profileId: string): string {
  if (publicUrl !== null) return `${publicUrl}/api/webhooks/${profileId}/confirm`;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/register\/*$/i, '')}/confirm`;
}
