import { createHash } from 'node:crypto';
import { isJsonObject, type Json } from '../diff/json.js';
import { PipelineError } from '../model/errors.js';
import type { Profile } from '../model/profile.js';
import type { CanonicalRecord } from '../model/record.js';
import { recordKey } from '../model/record-key.js';
import type { Channel, ChannelContext, ChannelWriter } from '../ports/channel.js';
import type { SentPayloads } from '../ports/sent-payloads.js';
import { channelSettings } from './channel-settings.js';
import { type ContextPorts, readContext } from './read-context.js';

/** What pushing needs of the world. */
export interface PushPorts extends ContextPorts {
  sentPayloads: SentPayloads;
  findChannel(key: string): Channel | null;
}

/** A record to be written to the channel's system. */
export interface PushRequest {
  profile: Profile;
  /** The name of one of the channel's resources. */
  resource: string;
  record: CanonicalRecord;
  /** The id that it has there, where the caller knows it. */
  remoteId?: string | undefined;
}

/** What a push did: `adopted` took over one that was there already, `unchanged` sent nothing. */
export interface Pushed {
  outcome: 'created' | 'adopted' | 'updated' | 'unchanged';
  remoteId: string;
}

/**
 * Writes a record to the channel's system, unless it would send what was sent last. What was sent is remembered once it is done; a
 * push that is killed before that is done again, and the channel then finds its own record and adopts it.
 * @throws `profile_*`, `channel_*`, `secret_unavailable`, `write_unsupported`, and `store_conflict` when somebody else pushed at the same time
 */
export async function pushRecord(ports: PushPorts, request: PushRequest): Promise<Pushed> {
  const { profile, resource, record } = request;
  const { channel, key, writer } = findWriter(ports, request);
  const payload = writer.serialize(record, channelSettings(channel, profile));
  const hash = hashPayload(payload);
  const known = await ports.sentPayloads.read(key, resource);
  const remoteId = request.remoteId ?? known?.sent.remoteId ?? null;
  if (remoteId !== null && known?.sent.remoteId === remoteId && known.sent.hash === hash) {
    return { outcome: 'unchanged', remoteId };
  }
  const context = await readContext(ports, profile, channel);
  const pushed = await send(writer, context, payload, remoteId);
  const sent = { recordKey: key, resource, hash, remoteId: pushed.remoteId, at: ports.clock.now().toISOString() };
  if ((await ports.sentPayloads.write(sent, known?.etag ?? null)) === 'moved') {
    // Which of the two came last is not known, so what is remembered may not be what is there: sending again settles it.
    throw new PipelineError('store_conflict', `The record ${record.id} was pushed twice at the same time`);
  }
  return pushed;
}

function findWriter(
  ports: PushPorts,
  { profile, resource, record }: PushRequest,
): { channel: Channel; key: string; writer: ChannelWriter } {
  const channel = ports.findChannel(profile.channel);
  if (!profile.active)
    throw new PipelineError('profile_inactive', `The integration profile ${profile.id} is switched off`);
  if (channel === null) throw new PipelineError('channel_unknown', `There is no channel ${profile.channel}`);
  const offered = Object.hasOwn(channel.resources, resource) ? channel.resources[resource] : undefined;
  if (offered?.write === undefined) {
    throw new PipelineError('write_unsupported', `The channel ${channel.key} writes nothing under ${resource}`);
  }
  return { channel, key: recordKey(profile.id, offered.type, record.id), writer: offered.write };
}

async function send(
  writer: ChannelWriter,
  context: ChannelContext,
  payload: Json,
  remoteId: string | null,
): Promise<Pushed> {
  if (remoteId !== null) {
    if (writer.update === undefined) {
      throw new PipelineError('write_unsupported', `The record ${remoteId} has changed, and the channel changes none`);
    }
    await writer.update(context, remoteId, payload);
    return { outcome: 'updated', remoteId };
  }
  const created = await writer.create(context, payload);
  if (!created.adopted) return { outcome: 'created', remoteId: created.remoteId };
  // What was there may be an earlier state of the record.
  await writer.update?.(context, created.remoteId, payload);
  return { outcome: 'adopted', remoteId: created.remoteId };
}

/** The order of keys is no difference. */
function hashPayload(payload: Json): string {
  const text = JSON.stringify(payload, (_key, value: Json) =>
    isJsonObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}
