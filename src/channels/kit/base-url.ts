import { z } from 'zod';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function isBaseUrl(text: string, isBare: boolean): boolean {
  if (!URL.canParse(text) || text.includes('?') || text.includes('#')) return false;
  const { protocol, hostname, pathname, username, password } = new URL(text);
  const isSecure = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  return isSecure && username === '' && password === '' && (!isBare || pathname === '/');
}

/** What the address of a system is, in the words of the schema. */
export interface BaseUrlOptions {
  description: string;
  /** What stands in the error, behind the setting's name. */
  error?: string;
  /** Whether it is the origin alone, without a path. */
  isBare?: boolean;
}

/** The schema of a setting `baseUrl`: https (on this machine http, too), and no credentials, query or fragment, which would end up in logs. */
export function baseUrl({
  description,
  error = 'must be the https address of the system, without credentials, query or fragment',
  isBare = false,
}: BaseUrlOptions): z.ZodString {
  return z
    .string()
    .max(2_000)
    .refine((text) => isBaseUrl(text, isBare), error)
    .meta({ description });
}
