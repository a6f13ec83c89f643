import { z } from 'zod';
import { PipelineError } from './model/errors.js';

/** How the blob storage is reached: by connection string, or by its address with the app's identity. */
export type BlobSettings = { connectionString: string } | { serviceUri: string };

/** How the order store is reached; without a key by the app's identity. */
export interface CosmosSettings {
  endpoint: string;
  key: string | null;
  database: string;
}

/** How bearer tokens are checked: with a shared secret (HS256), or with the published keys of an issuer (RS256, ES256). */
export type TokenSettings =
  | { kind: 'secret'; secret: string }
  | { kind: 'issuer'; issuer: string; audience: string; jwksUri: string | null };

/** Everything that is configured from outside, checked. */
export interface Settings {
  port: number;
  dataDir: string;
  blobs: BlobSettings;
  cosmos: CosmosSettings;
  token: TokenSettings;
  blobTriggerSource: 'LogsAndContainerScan' | 'EventGrid';
  keyVaultUri: string | null;
  /** The largest file that is read, and how long files are kept that were read. */
  files: { maxBytes: number; keepMs: number };
  /** The address at which others reach the app, without a trailing slash; null where it is that of the request. */
  publicUrl: string | null;
  /** Lets channels live at loopback and private addresses over plain HTTP: for local runs only. */
  allowPrivateChannels: boolean;
}

/** Names and values as the process was given them. An empty value counts as missing. */
export type Environment = Readonly<Record<string, string | undefined>>;

const QUEUE = 'TRIBUTARY_QUEUE_CONNECTION';
const QUEUE_URI = 'TRIBUTARY_QUEUE_CONNECTION__blobServiceUri';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function isServiceAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}

const address = z.string().refine(isServiceAddress, 'must be an https address');
const wholeNumber = (least: number, most: number, message: string) =>
  z.string().refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most, message);
const flag = z.enum(['true', 'false'], 'must be true or false');
const connection = z
  .string()
  .regex(
    /^(UseDevelopmentStorage=true|.*(AccountName|SharedAccessSignature)=.+)/i,
    'must be a storage connection string',
  );

const local = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .refine((text) => Number(text) <= 65_535, 'must be a port number')
    .default('7071'),
  TRIBUTARY_DATA_DIR: z.string().default('.tributary/'),
});

const blobs = z
  .object({ [QUEUE]: connection.optional(), [QUEUE_URI]: address.optional() })
  .refine((given) => given[QUEUE] !== undefined || given[QUEUE_URI] !== undefined, {
    path: [QUEUE],
    message: `is missing (or set ${QUEUE_URI})`,
  });

const cosmos = z.object({
  TRIBUTARY_COSMOS_ENDPOINT: address,
  TRIBUTARY_COSMOS_KEY: z.string().optional(),
  TRIBUTARY_COSMOS_DATABASE: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,255}$/, 'must be a database name')
    .default('tributary'),
});

const token = z
  .object({
    TRIBUTARY_TOKEN_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
    TRIBUTARY_TOKEN_ISSUER: address.optional(),
    TRIBUTARY_TOKEN_AUDIENCE: z.string().optional(),
    TRIBUTARY_TOKEN_JWKS_URI: address.optional(),
  })
  .superRefine((given, context) => {
    const {
      TRIBUTARY_TOKEN_SECRET: secret,
      TRIBUTARY_TOKEN_ISSUER: issuer,
      TRIBUTARY_TOKEN_AUDIENCE: audience,
    } = given;
    const fault = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (secret === undefined && issuer === undefined) {
      fault('TRIBUTARY_TOKEN_SECRET', 'is missing (or set TRIBUTARY_TOKEN_ISSUER and TRIBUTARY_TOKEN_AUDIENCE)');
    }
    // With both, whoever knows the local secret could pass for anybody whom the issuer knows.
    if (secret !== undefined && issuer !== undefined)
      fault('TRIBUTARY_TOKEN_SECRET', 'must not be set beside TRIBUTARY_TOKEN_ISSUER');
    if (issuer !== undefined && audience === undefined) fault('TRIBUTARY_TOKEN_AUDIENCE', 'is missing');
  });

const options = z.object({
  TRIBUTARY_BLOB_TRIGGER_SOURCE: z
    .enum(['LogsAndContainerScan', 'EventGrid'], 'must be LogsAndContainerScan or EventGrid')
    .default('LogsAndContainerScan'),
  TRIBUTARY_KEYVAULT_URI: address.optional(),
  TRIBUTARY_PUBLIC_URL: address
    .refine((text) => !/[?#@]/.test(text), 'must have no query and no credentials')
    .optional(),
  TRIBUTARY_ALLOW_PRIVATE_CHANNELS: flag.default('false'),
  TRIBUTARY_FILE_MAX_MB: wholeNumber(1, 10_240, 'must be a number of megabytes from 1 to 10240').default('1024'),
  TRIBUTARY_FILE_KEEP_DAYS: wholeNumber(0, 3_650, 'must be a number of days from 0 to 3650').default('7'),
});

function read<T>(schema: z.ZodType<T>, env: Environment, faults: z.core.$ZodIssue[]): T | null {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  faults.push(...result.error.issues);
  return null;
}

/** Names each setting and what is wrong with it; the value of one is never in the message. */
function refuse(faults: readonly z.core.$ZodIssue[]): never {
  const described = faults.map((fault) => {
    const missing = fault.code === 'invalid_type';
    return `${fault.path.map(String).join('.')} ${missing ? 'is missing' : fault.message}`;
  });
  const first = String(faults[0]?.path[0]);
  throw new PipelineError('setting_invalid', `Settings: ${described.join('; ')}`, { path: first });
}

/**
 * The settings of the environment, all of them checked at once.
 * @throws `setting_invalid` naming each setting that is missing or malformed, never its value
 */
export function parseSettings(env: Environment): Settings {
  const faults: z.core.$ZodIssue[] = [];
  const parts = [read(local, env, faults), read(blobs, env, faults), read(cosmos, env, faults)] as const;
  const [tokens, others] = [read(token, env, faults), read(options, env, faults)];
  const [own, storage, store] = parts;
  if (own === null || storage === null || store === null || tokens === null || others === null) return refuse(faults);
  return {
    port: Number(own.PORT),
    dataDir: own.TRIBUTARY_DATA_DIR,
    blobs: toBlobSettings(storage),
    cosmos: {
      endpoint: store.TRIBUTARY_COSMOS_ENDPOINT,
      key: store.TRIBUTARY_COSMOS_KEY ?? null,
      database: store.TRIBUTARY_COSMOS_DATABASE,
    },
    token: toTokenSettings(tokens),
    blobTriggerSource: others.TRIBUTARY_BLOB_TRIGGER_SOURCE,
    keyVaultUri: others.TRIBUTARY_KEYVAULT_URI ?? null,
    files: {
      maxBytes: Number(others.TRIBUTARY_FILE_MAX_MB) * 1024 * 1024,
      keepMs: Number(others.TRIBUTARY_FILE_KEEP_DAYS) * 86_400_000,
    },
    publicUrl: others.TRIBUTARY_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    allowPrivateChannels: others.TRIBUTARY_ALLOW_PRIVATE_CHANNELS === 'true',
  };
}

/**
 * Only the settings of blob storage, for a command that needs nothing else.
 * @throws `setting_invalid`
 */
export function parseBlobSettings(env: Environment): BlobSettings {
  const faults: z.core.$ZodIssue[] = [];
  const storage = read(blobs, env, faults);
  return storage === null ? refuse(faults) : toBlobSettings(storage);
}

/**
 * Only the settings of tokens, for a command that needs nothing else.
 * @throws `setting_invalid`
 */
export function parseTokenSettings(env: Environment): TokenSettings {
  const faults: z.core.$ZodIssue[] = [];
  const tokens = read(token, env, faults);
  return tokens === null ? refuse(faults) : toTokenSettings(tokens);
}

function toBlobSettings(given: z.output<typeof blobs>): BlobSettings {
  const connectionString = given[QUEUE];
  return connectionString === undefined ? { serviceUri: String(given[QUEUE_URI]) } : { connectionString };
}

function toTokenSettings(given: z.output<typeof token>): TokenSettings {
  const { TRIBUTARY_TOKEN_SECRET: secret, TRIBUTARY_TOKEN_ISSUER: issuer, TRIBUTARY_TOKEN_AUDIENCE: audience } = given;
  if (issuer === undefined || audience === undefined) return { kind: 'secret', secret: secret ?? '' };
  return { kind: 'issuer', issuer, audience, jwksUri: given.TRIBUTARY_TOKEN_JWKS_URI ?? null };
}
