import { app } from '@azure/functions';
import { composition } from '../composition.js';
import { answerRegister } from './http/registration-answer.js';
import { withProblems } from './http/with-problems.js';

app.http('answer-registration', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'webhooks/{profileId}/register',
  handler: withProblems(async (request, context) => {
    const ports = await composition().withBlobs();
    return answerRegister(ports, ports.settings, request, context);
  }),
});
