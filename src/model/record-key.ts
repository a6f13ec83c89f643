import { createHash } from 'node:crypto';
import type { RecordType } from './record-type.js';

/** 32 URL-safe characters that stand for any text; foreign ids become names only through this. */
export function hashName(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 32);
}

/**
 * The record key: `base64url(sha256(profileId|type|remoteId))`, 32 characters. Profile ids and types never hold `|`, so two
 * different records never share a text.
 */
export function recordKey(profileId: string, type: RecordType, remoteId: string): string {
  return hashName(`${profileId}|${type}|${remoteId}`);
}
