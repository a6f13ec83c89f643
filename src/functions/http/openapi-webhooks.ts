import type { ErrorCode } from '../../model/errors.js';
import { type ApiOperation, answer, inPath } from './openapi-operation.js';
import type { JsonSchema } from './openapi-schemas.js';

const webhookErrors: ErrorCode[] = [
  'webhooks_unsupported',
  'webhook_unauthenticated',
  'webhook_invalid',
  'webhook_secret_unavailable',
  'profile_unreadable',
  'body_too_large',
  'blob_unavailable',
  'blob_refused',
  'internal',
];
const challenge: JsonSchema = {
  description: 'What the channel wants answered, such as the echo of its challenge',
  content: { 'text/plain': { schema: { type: 'string' } } },
};

const registrationErrors: ErrorCode[] = [
  ...webhookErrors.filter((code) => code !== 'webhooks_unsupported'),
  ...(['registration_unsupported', 'registration_outdated'] as const),
];

/** What sales channels call: their webhooks, and their registration. */
export const webhookOperations: readonly ApiOperation[] = [
  {
    id: 'receive-webhook',
    method: 'post',
    route: 'webhooks/{profileId}',
    summary: 'Takes a webhook of a sales channel',
    description:
      'The signature of the channel is the credential; it is checked over the body as it came, at most 5 MB. Records that it names are ' +
      'read again from the source, tracking updates are applied to their shipments; a repeat does nothing.',
    secured: false,
    parameters: [inPath('profileId', { type: 'string' })],
    requestBody: { required: true, content: { '*/*': { schema: { description: 'As the channel sends it.' } } } },
    answers: { '200': challenge, '202': answer('The delivery was taken', 'WebhookReceipt') },
    errors: webhookErrors,
  },
  {
    id: 'confirm-webhook',
    method: 'get',
    route: 'webhooks/{profileId}',
    summary: 'Answers the challenge with which a sales channel confirms the address',
    secured: false,
    parameters: [inPath('profileId', { type: 'string' })],
    answers: { '200': challenge, '202': answer('There was no challenge', 'WebhookReceipt') },
    errors: webhookErrors,
  },
  {
    id: 'answer-registration',
    method: 'get',
    route: 'webhooks/{profileId}/register',
    summary: 'Answers a sales channel that registers',
    description: 'The signature over the query as it came is the credential; each request is answered once.',
    secured: false,
    parameters: [inPath('profileId', { type: 'string' })],
    answers: {
      '200': {
        description: 'The proof, as the channel wants it',
        content: { 'application/json': { schema: { type: 'object' } } },
      },
    },
    errors: registrationErrors,
  },
  {
    id: 'confirm-registration',
    method: 'post',
    route: 'webhooks/{profileId}/confirm',
    summary: 'Takes the confirmation of a registration, and stores what it hands over',
    secured: false,
    parameters: [inPath('profileId', { type: 'string' })],
    requestBody: { required: true, content: { '*/*': { schema: { description: 'As the channel sends it.' } } } },
    answers: { '204': { description: 'What was handed over is stored, and counts from now on' } },
    errors: [...registrationErrors, 'store_conflict'],
  },
];
