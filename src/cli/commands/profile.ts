import type { Command } from 'commander';
import { type Cli, type OutputOptions, requireProfile } from '../cli.js';
import { defineCommand, defineGroup } from '../define-command.js';
import { formatJson } from '../output/plain-text.js';

/** `tributary profile put|list|show|enable|disable|key` */
export function addProfile(program: Command, cli: Cli): void {
  const profile = defineGroup(program, 'profile', {
    description: 'Integration profiles: what connects a sales channel with the order store.',
    example: 'profile list',
  });
  addPut(profile, cli);
  addList(profile, cli);
  addShow(profile, cli);
  addSwitch(profile, cli, 'enable', true);
  addSwitch(profile, cli, 'disable', false);
  addKey(profile, cli);
}

function addPut(profile: Command, cli: Cli): void {
  defineCommand(profile, 'put', {
    description: 'Stores the profile that a JSON file describes; an invalid one is refused with each fault.',
    example: 'profile put my-shop.json',
  })
    .argument('<file>', 'a JSON file; - for stdin')
    .action(async (file: string, options: OutputOptions) => {
      const text = await cli.readText(file);
      const [{ putProfile }, { findChannel }] = await Promise.all([
        import('../put-profile.js'),
        import('../../channels/index.js'),
      ]);
      const { id } = await putProfile(() => cli.openProfiles(), findChannel, text);
      cli.print(options, { json: { id, stored: true }, text: `${id} is stored\n` });
    });
}

function addList(profile: Command, cli: Cli): void {
  defineCommand(profile, 'list', { description: 'Lists the profiles.', example: 'profile list' }).action(
    async (options: OutputOptions) => {
      const { formatProfiles, listProfiles } = await import('../list-profiles.js');
      const listed = await listProfiles(await cli.openProfiles());
      cli.print(options, { json: listed, text: formatProfiles(listed) });
    },
  );
}

function addShow(profile: Command, cli: Cli): void {
  defineCommand(profile, 'show', {
    description: 'Prints a profile as JSON that can be put again; its keys stay as they are.',
    example: 'profile show my-shop > my-shop.json',
  })
    .argument('<profile>', 'its id')
    .action(async (id: string, options: OutputOptions) => {
      const { apiKeys: _, ...shown } = await requireProfile(await cli.openProfiles(), id);
      cli.print(options, { json: shown, text: `${formatJson(shown)}\n` });
    });
}

function addSwitch(profile: Command, cli: Cli, name: string, active: boolean): void {
  const what = active
    ? 'on: it is received, pulled and processed again'
    : 'off: its records are refused until it is on';
  defineCommand(profile, name, {
    description: `Switches a profile ${what}.`,
    example: `profile ${name} my-shop`,
  })
    .argument('<profile>', 'its id')
    .action(async (id: string, options: OutputOptions) => {
      const profiles = await cli.openProfiles();
      const before = await requireProfile(profiles, id);
      const changed = before.active !== active;
      const { deactivated: _, ...rest } = before;
      if (changed) await profiles.put({ ...rest, active });
      const state = active ? 'on' : 'off';
      const text = changed
        ? `${id} is ${state}; a running host sees it within a minute\n`
        : `${id} was ${state} already\n`;
      cli.print(options, { json: { id, active, changed }, text });
    });
}

function addKey(profile: Command, cli: Cli): void {
  defineCommand(profile, 'key', {
    description: 'Creates an API key of the profile and prints it, this once.',
    example: 'profile key my-shop',
  })
    .argument('<profile>', 'whose key')
    .action(async (id: string, options: OutputOptions) => {
      const profiles = await cli.openProfiles();
      await requireProfile(profiles, id);
      const { createProfileKey } = await import('../create-profile-key.js');
      const key = await createProfileKey(profiles, id);
      cli.print(options, { json: { id, key }, text: `${key}\n` });
    });
}
