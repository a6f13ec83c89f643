import { app, type HttpResponseInit } from '@azure/functions';
import { openapiText } from './http/openapi-document.js';
import { SAFE_HEADERS } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Gives the OpenAPI 3.1 document of this interface. */
export function openapi(): HttpResponseInit {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ...SAFE_HEADERS };
  return { status: 200, headers, body: openapiText() };
}

app.http('openapi', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'openapi.json',
  handler: withProblems(async () => openapi()),
});
