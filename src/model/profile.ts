import { z } from 'zod';
import { duration } from './duration.js';
import { json } from './fields.js';
import { fileLayouts } from './file-layout.js';
import { mappingOverrides } from './mapping.js';
import { posSettings } from './pos-settings.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A slug: it never holds `|`, `/` or anything else that has a meaning in a name. */
export const profileId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens (1 to 63)');

/** A secret by reference, never by value; `stored:NAME` is what the channel's system handed over to this profile. */
export const secretReference = z
  .string()
  .regex(
    /^(env:[A-Z][A-Z0-9_]*|keyvault:[A-Za-z0-9-]{1,127}|stored:[A-Za-z][A-Za-z0-9]{0,63})$/,
    'must be env:NAME, keyvault:NAME or stored:NAME, never the secret itself',
  );

const winner = z.enum(['local', 'remote']);

/** Whose value stands when both sides changed a path, by JSON Pointer prefix; `*` is one segment, the longest prefix wins. */
const conflictPolicy = z.record(z.string().regex(/^(\/([^/~]|~[01])*)*$/, 'must be a JSON Pointer'), winner);

/** A bucket of `burst` requests that fills by `perSecond`. */
const rateLimit = z.strictObject({
  // Slower than this, a run would lose its cursor while it waits for its turn.
  perSecond: z.number().min(0.2).max(1_000),
  burst: z.number().int().min(1).max(1_000).default(1),
});

const pull = z.strictObject({
  enabled: z.boolean().default(true),
  /** How often changes are pulled; where the profile does not say, the channel does. */
  interval: duration(MINUTE, 7 * DAY).optional(),
  /** How often `backfillDays` are read again; empty or null = never, absent = as the channel says. */
  backfillInterval: z
    .union([duration(HOUR, 365 * DAY), z.literal('')], {
      error: 'must be an ISO 8601 duration of an hour to a year, such as P1D, or empty for never',
    })
    .nullable()
    .optional(),
  resources: z.array(z.string().min(1)).max(20).default([]),
  overlap: duration(0, DAY).default('PT5M'),
  backfillDays: z.number().int().min(0).max(3_650).default(30),
  pageSize: z.number().int().min(1).max(300).default(100),
  /** How fast the channel may be asked, where that is not what the channel says. */
  rateLimit: rateLimit.optional(),
});

/** How the product of an order's line is found beside its id and its SKU: by its exact name, and by a part of a name that only one has. */
const matchProducts = z.strictObject({ byName: z.boolean().default(true), byPartialName: z.boolean().default(false) });

/** How products are matched. */
export type ProductMatching = z.output<typeof matchProducts>;

/** The same where no profile says it. */
export const defaultMatching: ProductMatching = matchProducts.parse({});

const policies = z.strictObject({
  conflicts: conflictPolicy.default({}),
  unknownProduct: z.enum(['keep', 'fail']).default('keep'),
  arithmetic: z.enum(['warn', 'strict']).default('warn'),
  matchProducts: matchProducts.prefault({}),
});

/** A key of a profile: only its SHA-256 is kept. */
const apiKey = z.strictObject({ id: z.string().min(1).max(64), hash: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** What connects one tenant's sales channel with the order store. `settings` is checked by the channel's own schema. */
export const profile = z.strictObject({
  id: profileId,
  tenantId: profileId,
  name: z.string().min(1).max(200),
  channel: z.string().min(1).max(64),
  active: z.boolean().default(true),
  /** When and why the source itself had it switched off; gone once a person puts or enables it again. */
  deactivated: z.strictObject({ at: z.string().max(64), why: z.string().max(500) }).optional(),
  settings: z.record(z.string(), json).default({}),
  secrets: z.record(z.string().min(1).max(64), secretReference).default({}),
  pull: pull.prefault({}),
  policies: policies.prefault({}),
  mapping: mappingOverrides.default({}),
  files: fileLayouts,
  /** The till, for a profile that keeps one: its payments, sessions and stock. */
  pos: posSettings.optional(),
  cacheMaxAge: duration(0, 365 * DAY).default('P7D'),
  apiKeys: z.array(apiKey).max(20).default([]),
});

/** An integration profile, complete. */
export type Profile = z.output<typeof profile>;
