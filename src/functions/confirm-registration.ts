import { app } from '@azure/functions';
import { composition } from '../composition.js';
import { answerConfirm } from './http/registration-answer.js';
import { withProblems } from './http/with-problems.js';

app.http('confirm-registration', {
  methods: ['POST'],
  authLevel: 'anonymous',
  route: 'webhooks/{profileId}/confirm',
  handler: withProblems(async (request, context) => answerConfirm(await composition().withBlobs(), request, context)),
});
