import { app } from '@azure/functions';
import { composition } from '../composition.js';
import { answerWebhook } from './http/webhook-answer.js';
import { withProblems } from './http/with-problems.js';

app.http('receive-webhook', {
  methods: ['POST'],
  authLevel: 'anonymous',
  route: 'webhooks/{profileId}',
  handler: withProblems(async (request, context) => answerWebhook(await composition().withBlobs(), request, context)),
});
