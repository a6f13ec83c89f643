/** How a channel signs in. */
export type Auth = 'bearer' | 'apiKey' | 'oauth2' | 'oauth1';

/** The parts of the files that depend on how a channel signs in. */
export interface AuthTemplate {
  /** The names of the secrets, with the made-up value that the sandbox knows. */
  secrets: Readonly<Record<string, string>>;
  /** Imports of the client: module and names, and the names of the port. */
  imports: Readonly<Record<string, readonly string[]>>;
  port: readonly string[];
  client: string;
  /** `authorize.ts` of the sandbox. */
  sandbox: string;
}

const SEND = `/** Sends a request with the credentials of the profile. @throws what \`ChannelHttp\` throws */
function send(context: Context, url: string, answers: readonly number[] = []): Promise<ChannelResponse> {
  const headers = () => ({ accept: 'application/json', {{header}} });
  return context.http.send({ method: 'GET', url, headers, answers });
}
`;

const SANDBOX_HEADER = `import type { HttpCall } from '../kit/http-call.js';

/** What the sandbox takes for a right sign-in. */
export const credentials = {{credentials}};

/** Whether the request comes from somebody who may read the orders. */
export function isAuthorized({ headers }: HttpCall): boolean {
  return {{test}};
}
`;

const CLIENT_OAUTH2 = `const TOKEN_PATH = '/oauth/token';
/** A token is not used in the last seconds of its life: it would end on the way. */
const MARGIN_MS = 30_000;
const grant = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().default(300) });

/** The token of each run: its client belongs to one profile. */
const tokens = new WeakMap<ChannelHttp, { text: string; endsAtMs: number }>();

async function fetchToken(context: Context): Promise<string> {
  const { secrets, http, now } = context;
  const { clientId = '', clientSecret = '' } = secrets;
  const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const answer = await http.send({
    method: 'POST',
    url: urlOf(context, TOKEN_PATH),
    headers: () => ({ accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }),
    body: new URLSearchParams(body).toString(),
    repeatable: true,
  });
  const { access_token, expires_in } = readGrant(answer.text);
  tokens.set(http, { text: access_token, endsAtMs: now().getTime() + expires_in * 1_000 - MARGIN_MS });
  return access_token;
}

function readGrant(text: string): z.output<typeof grant> {
  try {
    return grant.parse(JSON.parse(text));
  } catch {
    // What stands in the answer may be a token: it is not told.
    throw new PipelineError('channel_unauthorized', 'The channel did not answer with a token');
  }
}

async function currentToken(context: Context): Promise<string> {
  const token = tokens.get(context.http);
  return token !== undefined && token.endsAtMs > context.now().getTime() ? token.text : fetchToken(context);
}

/** Sends a request with a token; one that is refused before its time is renewed once. @throws what \`ChannelHttp\` throws */
async function send(context: Context, url: string, answers: readonly number[] = []): Promise<ChannelResponse> {
  const ask = (token: string) => {
    const headers = () => ({ accept: 'application/json', authorization: \`Bearer \${token}\` });
    return context.http.send({ method: 'GET', url, headers, answers });
  };
  const token = await currentToken(context);
  try {
    return await ask(token);
  } catch (error) {
    if (!(error instanceof PipelineError && error.code === 'channel_unauthorized')) throw error;
    return ask(await fetchToken(context));
  }
}
`;

const SANDBOX_OAUTH2 = `import { randomUUID } from 'node:crypto';
import type { HttpCall } from '../kit/http-call.js';

/** What the sandbox takes for a right sign-in. */
export const credentials = {{credentials}};

const tokens = new Set<string>();

/** A token for who sends the right client id and secret as a form; null for anybody else. */
export function grantToken(form: string): { access_token: string; token_type: string; expires_in: number } | null {
  const sent = new URLSearchParams(form);
  const { clientId, clientSecret } = credentials;
  const isKnown = sent.get('client_id') === clientId && sent.get('client_secret') === clientSecret;
  if (sent.get('grant_type') !== 'client_credentials' || !isKnown) return null;
  const token = randomUUID();
  tokens.add(token);
  return { access_token: token, token_type: 'Bearer', expires_in: 600 };
}

/** Whether the request comes from somebody who may read the orders. */
export function isAuthorized({ headers }: HttpCall): boolean {
  return tokens.has((headers.authorization ?? '').replace(/^Bearer /, ''));
}
`;

const CLIENT_OAUTH1 = `function authorize({ secrets, now }: Context, url: string): string {
  const { consumerKey = '', consumerSecret = '', accessToken = '', accessTokenSecret = '' } = secrets;
  const signing = { consumerKey, consumerSecret, accessToken, accessTokenSecret };
  return authorizeOAuth1({ method: 'GET', url }, signing, now());
}

`;

const SANDBOX_OAUTH1 = `import type { HttpCall } from '../kit/http-call.js';
import { isSignatureValid, parseOAuthHeader } from '../magento/oauth-signature.js';

/** What the sandbox takes for a right sign-in. */
export const credentials = {{credentials}};

/** Whether the request comes from somebody who may read the orders: OAuth 1.0a, HMAC-SHA256. */
export function isAuthorized({ method, path, query, headers }: HttpCall): boolean {
  const oauth = parseOAuthHeader(headers.authorization ?? '');
  if (oauth === null) return false;
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret: tokenSecret } = credentials;
  const isKnown = oauth.get('oauth_consumer_key') === consumerKey && oauth.get('oauth_token') === accessToken;
  const signed = { method, host: headers.host ?? '', path, query };
  return isKnown && isSignatureValid(signed, oauth, { consumerSecret, tokenSecret });
}
`;

/** The ways to sign in that can be chosen. */
export const authTemplates: Readonly<Record<Auth, AuthTemplate>> = {
  bearer: {
    secrets: { token: 'sandbox-token' },
    imports: {},
    port: [],
    client: SEND.replace('{{header}}', `authorization: \`Bearer \${context.secrets.token}\``),
    sandbox: SANDBOX_HEADER.replace('{{test}}', `headers.authorization === \`Bearer \${credentials.token}\``),
  },
  apiKey: {
    secrets: { apiKey: 'sandbox-api-key' },
    imports: {},
    port: [],
    client: SEND.replace('{{header}}', "'x-api-key': context.secrets.apiKey ?? ''"),
    sandbox: SANDBOX_HEADER.replace('{{test}}', "headers['x-api-key'] === credentials.apiKey"),
  },
  oauth2: {
    secrets: { clientId: 'sandbox-client', clientSecret: 'sandbox-client-secret' },
    imports: { zod: ['z'] },
    port: ['ChannelHttp'],
    client: CLIENT_OAUTH2,
    sandbox: SANDBOX_OAUTH2,
  },
  oauth1: {
    secrets: {
      consumerKey: 'sandbox-consumer-key',
      consumerSecret: 'sandbox-consumer-secret',
      accessToken: 'sandbox-access-token',
      accessTokenSecret: 'sandbox-access-token-secret',
    },
    imports: { '../magento2/oauth1.js': ['authorizeOAuth1'] },
    port: [],
    client: CLIENT_OAUTH1 + SEND.replace('{{header}}', 'authorization: authorize(context, url)'),
    sandbox: SANDBOX_OAUTH1,
  },
};
