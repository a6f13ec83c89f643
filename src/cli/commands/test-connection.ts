import type { Command } from 'commander';
import type { ConnectionCheck } from '../../ports/channel.js';
import { type Cli, type OutputOptions, requireChannel, requireProfile } from '../cli.js';
import { defineCommand } from '../define-command.js';
import { formatTable } from '../output/table.js';

/** `tributary test-connection <profile>` */
export function addTestConnection(program: Command, cli: Cli): void {
  defineCommand(program, 'test-connection', {
    description: 'Tries the connection of a profile to its sales channel, and names what is wrong with it.',
    example: 'test-connection my-shop',
  })
    .argument('<profile>', 'its id; it may be switched off')
    .action((profileId: string, options: OutputOptions) => testConnection(cli, profileId, options));
}

async function testConnection(cli: Cli, profileId: string, options: OutputOptions): Promise<void> {
  const ports = await cli.open();
  const profile = await requireProfile(ports.profiles, profileId);
  const [{ checkConnection }, channel] = await Promise.all([
    import('../check-connection.js'),
    requireChannel(ports, profile),
  ]);
  const checks = await checkConnection(ports, profile, channel);
  const failed = checks.some(({ status }) => status === 'failed');
  cli.print(options, { json: { profileId, ok: !failed, checks }, text: formatChecks(checks, profile.channel), failed });
}

function formatChecks(checks: readonly ConnectionCheck[], channel: string): string {
  if (checks.length === 0) return `The channel ${channel} asks nobody: there is no connection to test.\n`;
  return formatTable(
    ['CHECK', 'STATUS', 'WHAT WAS FOUND'],
    checks.map(({ name, status, message }) => [name, status, message]),
  );
}
