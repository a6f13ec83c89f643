import { PipelineError } from '../../model/errors.js';
import type { ChannelResponse } from '../../ports/channel.js';
import type { HttpContext } from './http-context.js';

/** Visible ASCII and blanks: whatever else a key may hold, no header can carry it. */
const HEADER_VALUE = /^[\x20-\x7e]+$/;

/** An answer, and what time it was in the system when the question was asked: what it holds is no older than that. */
export interface DatedAnswer extends ChannelResponse {
  askedAt: Date;
}

/** The headers of a request: the key of the profile as its settings say. @throws `channel_unauthorized` for a key that no header can carry */
export function requestHeaders({ settings, secrets }: HttpContext): Record<string, string> {
  const { auth } = settings;
  if (auth === undefined) return { accept: 'application/json' };
  const key = (secrets.apiKey ?? '').trim();
  if (!HEADER_VALUE.test(key)) {
    throw new PipelineError('channel_unauthorized', 'The secret apiKey is empty, or holds what no header can carry');
  }
  return {
    accept: 'application/json',
    [auth.header.toLowerCase()]: auth.scheme === undefined ? key : `${auth.scheme} ${key}`,
  };
}

/** The address of a path below that of the profile. */
export function urlOf({ settings }: HttpContext, path: string): URL {
  return new URL(`${settings.baseUrl.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`);
}

/** Asks the system, with the key. @throws what `ChannelHttp` throws */
export async function ask(context: HttpContext, url: string, answers: readonly number[] = []): Promise<DatedAnswer> {
  const headers = requestHeaders(context);
  const startedMs = context.now().getTime();
  const answer = await context.http.send({ method: 'GET', url, headers: () => headers, answers });
  const tookMs = Math.max(0, context.now().getTime() - startedMs);
  const date = /^[A-Za-z]/.test(answer.headers.date ?? '') ? Date.parse(answer.headers.date ?? '') : Number.NaN;
  // The header is written with the answer, after the orders were looked up; without one, our own clock has to do.
  const askedAt = Number.isNaN(date) ? new Date(startedMs) : new Date(date - tookMs);
  return { ...answer, askedAt };
}
