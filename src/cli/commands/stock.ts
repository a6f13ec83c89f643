import type { Command } from 'commander';
import { type Cli, type OutputOptions, requireProfile } from '../cli.js';
import { defineCommand } from '../define-command.js';

/** `tributary stock <profile>` */
export function addStock(program: Command, cli: Cli): void {
  defineCommand(program, 'stock', {
    description: 'Tells the stock of a profile: what was counted and what came and went since, by SKU.',
    example: 'stock my-till --sku TSHIRT-M',
  })
    .argument('<profile>', 'whose stock')
    .option('--sku <sku>', 'only this one')
    .action(async (id: string, { json, sku }: OutputOptions & { sku?: string }) => {
      const ports = await cli.open();
      const { id: profileId } = await requireProfile(ports.profiles, id);
      const [{ readStock, reportStock }, { formatStock }] = await Promise.all([
        import('../../orchestration/read-stock.js'),
        import('../output/stock-text.js'),
      ]);
      const items =
        sku === undefined ? await reportStock(ports, profileId) : [await readStock(ports, { profileId, sku })];
      cli.print({ json }, { json: { items }, text: formatStock(items) });
    });
}
