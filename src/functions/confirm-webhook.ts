import { app } from '@azure/functions';
import { composition } from '../composition.js';
import { answerWebhook } from './http/webhook-answer.js';
import { withProblems } from './http/with-problems.js';

// A sender that wants to know whether the address is ours asks it by GET, and expects its challenge back.
app.http('confirm-webhook', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'webhooks/{profileId}',
  handler: withProblems(async (request, context) => answerWebhook(await composition().withBlobs(), request, context)),
});
