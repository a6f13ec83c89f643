import type { PrivacyRequest } from '../../model/privacy-request.js';
import { hashName } from '../../model/record-key.js';
import type { WebhookCommand } from '../../ports/channel.js';
import type { Credentials } from '../../ports/credentials.js';
import type { Profiles } from '../../ports/profiles.js';
import { disableProfile } from './disable-profile.js';
import { type RequestPorts, requestPrivacy } from './request-privacy.js';

/** What commands of a source need of the world: blob storage only. */
export interface CommandPorts extends RequestPorts {
  profiles: Pick<Profiles, 'readStored' | 'replace'>;
  credentials: Pick<Credentials, 'read'>;
}

/** Where commands came from: the id of their delivery, the same whenever it comes, and when it came first. */
export interface CommandOrigin {
  deliveryId: string;
  profileId: string;
  receivedAt: string;
}

/** Does what a source asks for beside news of its records; what takes long becomes a privacy request. It may be done again. */
export async function carryOutCommands(
  ports: CommandPorts,
  commands: readonly WebhookCommand[],
  { deliveryId, profileId, receivedAt }: CommandOrigin,
): Promise<void> {
  for (const [index, command] of commands.entries()) {
    if (command.kind === 'disable-profile') {
      const deactivated = { at: command.at ?? receivedAt, why: command.why };
      if (!(await registeredSince(ports, profileId, deactivated.at)))
        await disableProfile(ports.profiles, profileId, deactivated);
      continue;
    }
    await requestPrivacy(ports, {
      id: hashName(`${deliveryId}|command|${index}`),
      profileId,
      kind: command.kind,
      requestedAt: receivedAt,
      from: 'webhook',
      by: null,
      subject: subjectOf(command),
    });
  }
}

/** Whether the source has registered anew since then: what it says of the time before counts no more. */
async function registeredSince({ credentials }: CommandPorts, profileId: string, at: string): Promise<boolean> {
  const registeredAt = (await credentials.read(profileId))?.handedOver.registeredAt;
  return registeredAt !== undefined && Date.parse(registeredAt) > Date.parse(at);
}

function subjectOf(command: Exclude<WebhookCommand, { kind: 'disable-profile' }>): PrivacyRequest['subject'] {
  if (command.kind === 'erase-shop') return { customerIds: [], emails: [], orderIds: [] };
  const { customerId, email, orderIds } = command;
  const given = (text: string | null): string[] => (text === null || text.trim() === '' ? [] : [text]);
  return { customerIds: given(customerId), emails: given(email), orderIds: [...new Set(orderIds)] };
}
