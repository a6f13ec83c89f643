import { type Envelope, envelope } from '../model/envelope.js';
import { recordKey } from '../model/record-key.js';

/** A line of a queue blob: an envelope, or what should have been one and why it is not. Lines of one group are processed in order. */
export type QueuedLine =
  | { text: string; envelope: Envelope; group: string }
  | { text: string; envelope: null; fault: string; group: string };

/** Reads the lines of a queue blob; a bad line is a value, never an exception. */
export function readLines(body: string): QueuedLine[] {
  return body
    .split('\n')
    .filter((text) => text !== '')
    .map(readLine);
}

function readLine(text: string, index: number): QueuedLine {
  const unreadable = (fault: string): QueuedLine => ({ text, envelope: null, fault, group: `line ${index}` });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable('The line is not JSON');
  }
  const parsed = envelope.safeParse(value);
  if (!parsed.success)
    return unreadable(`The line is not an envelope: ${parsed.error.issues[0]?.path.join('/') ?? ''}`);
  const { profileId, type, recordId } = parsed.data;
  return {
    text,
    envelope: parsed.data,
    group: recordId === undefined ? `line ${index}` : recordKey(profileId, type, recordId),
  };
}
