import type { Command } from 'commander';
import { type Cli, type OutputOptions, requireChannel, requireProfile } from '../cli.js';
import { defineCommand } from '../define-command.js';

interface ManifestOptions extends OutputOptions {
  url?: string;
}

/** `tributary manifest <profile>` */
export function addManifest(program: Command, cli: Cli): void {
  defineCommand(program, 'manifest', {
    description: 'Prints the manifest of the app that a profile is registered by; it may hold a secret.',
    example: 'manifest my-shopware --url https://orders.example.com > Tributary/manifest.xml',
  })
    .argument('<profile>', 'its id; its settings name the app')
    .option('--url <address>', 'where the sales channel reaches this app (default: TRIBUTARY_PUBLIC_URL)')
    .action((profileId: string, options: ManifestOptions) => printManifest(cli, profileId, options));
}

async function printManifest(cli: Cli, profileId: string, options: ManifestOptions): Promise<void> {
  const ports = await cli.open();
  const profile = await requireProfile(ports.profiles, profileId);
  const [{ createAppManifest }, channel] = await Promise.all([
    import('../create-app-manifest.js'),
    requireChannel(ports, profile),
  ]);
  const manifest = await createAppManifest(ports.secrets, profile, channel, options.url ?? ports.settings.publicUrl);
  cli.print(options, { json: { profileId, manifest }, text: manifest });
}
