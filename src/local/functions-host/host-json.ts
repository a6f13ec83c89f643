import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const HostJson = z.object({
  version: z.literal('2.0'),
  extensions: z
    .object({
      http: z
        .object({
          routePrefix: z.string().default('api'),
          maxConcurrentRequests: z.int().min(-1).optional(),
        })
        .prefault({}),
      blobs: z
        .object({
          maxDegreeOfParallelism: z
            .int()
            .positive()
            .default(8 * availableParallelism()),
          poisonBlobThreshold: z.int().positive().default(5),
        })
        .prefault({}),
    })
    .prefault({}),
});

/** What this host honours of an app's host.json, with the platform's defaults. */
export interface HostSettings {
  routePrefix: string;
  maxConcurrentRequests: number;
  maxDegreeOfParallelism: number;
  poisonBlobThreshold: number;
}

/** Reads the app's host.json. Rejects when it is missing or malformed, naming the member at fault. */
export async function readHostJson(appRoot: string): Promise<HostSettings> {
  const file = join(appRoot, 'host.json');
  const parsed = HostJson.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} is not valid: ${z.prettifyError(parsed.error)}`);
  const { http, blobs } = parsed.data.extensions;
  // As on the platform, -1 and no value mean that nothing is limited.
  const limit = http.maxConcurrentRequests ?? -1;
  const maxConcurrentRequests = limit === -1 ? Number.POSITIVE_INFINITY : limit;
  return { routePrefix: http.routePrefix.replace(/^\/|\/$/g, ''), maxConcurrentRequests, ...blobs };
}
