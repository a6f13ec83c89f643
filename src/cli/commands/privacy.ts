import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Composition } from '../../composition.js';
import type { PrivacyReceipt } from '../../model/privacy-receipt.js';
import { type Cli, type OutputOptions, requireProfile } from '../cli.js';
import { defineCommand, defineGroup } from '../define-command.js';
import { CommandError, UsageError } from '../output/failure.js';
import { timeoutOption } from '../parse-options.js';

interface PersonOptions extends OutputOptions {
  customer: string[];
  email: string[];
  order: string[];
  name: string;
  timeout: number;
}

/** `tributary privacy export|erase|list|show` */
export function addPrivacy(program: Command, cli: Cli): void {
  const group = defineGroup(program, 'privacy', {
    description: 'What is held of a person: as a document to hand over, or removed.',
    example: 'privacy list',
  });
  addExport(group, cli);
  addErase(group, cli);
  addList(group, cli);
  addShow(group, cli);
}

const collect = (text: string, earlier: string[]): string[] => [...earlier, text];

function addPerson(command: Command): Command {
  return command
    .argument('<profile>', 'whose customer it is')
    .option('--customer <id>', 'the id of the customer in the source; may be repeated', collect, [])
    .option('--email <address>', 'an e-mail address, in any case; may be repeated', collect, [])
    .option('--order <id>', 'one order, by its id in the source; may be repeated', collect, [])
    .option('--name <name>', 'who asks, for the receipt', userInfo().username)
    .addOption(timeoutOption());
}

function addExport(group: Command, cli: Cli): void {
  const command = defineCommand(group, 'export', {
    description: 'Collects everything that is held of a person into one JSON document.',
    example: 'privacy export my-shop --email ada@example.com --out ada.json',
  });
  addPerson(command)
    .option('--out <file>', 'where to write the document; without it, it is printed')
    .action(async (profileId: string, options: PersonOptions & { out?: string }) => {
      const { ports, receipt } = await ask(cli, profileId, 'export-person', options);
      await printExport(cli, ports, receipt, options);
    });
}

function addErase(group: Command, cli: Cli): void {
  const command = defineCommand(group, 'erase', {
    description: 'Removes a person from every place for good; their orders stay without them.',
    example: 'privacy erase my-shop --customer 42 --email ada@example.com --yes',
  });
  addPerson(command)
    .option('--yes', 'needed, as there is no way back', false)
    .action(async (profileId: string, options: PersonOptions & { yes: boolean }) => {
      requirePerson(options);
      if (!options.yes) throw new UsageError('Removing a person needs --yes: there is no way back');
      const { receipt } = await ask(cli, profileId, 'erase-person', options);
      await printReceipt(cli, receipt, options);
    });
}

function addList(group: Command, cli: Cli): void {
  defineCommand(group, 'list', {
    description: 'Lists the requests of people and shops, the newest first.',
    example: 'privacy list my-shop',
  })
    .argument('[profile]', 'only of this profile')
    .action(async (profileId: string | undefined, options: OutputOptions) => {
      const ports = await cli.open();
      if (profileId !== undefined) await requireProfile(ports.profiles, profileId);
      const receipts: PrivacyReceipt[] = [];
      for await (const receipt of ports.privacyReceipts.list(profileId)) receipts.push(receipt);
      receipts.sort((one, other) => (one.requestedAt > other.requestedAt ? -1 : 1));
      const { formatReceipts } = await import('../output/privacy-text.js');
      cli.print(options, { json: { receipts }, text: formatReceipts(receipts) });
    });
}

function addShow(group: Command, cli: Cli): void {
  defineCommand(group, 'show', {
    description: 'Shows what became of a request; with --out the document of an export is written.',
    example: 'privacy show 01JD0R5Y8W3T1N6V2K4M7Q9XZB',
  })
    .argument('<id>', 'the request')
    .option('--out <file>', 'where to write the document of an export')
    .action(async (id: string, options: OutputOptions & { out?: string }) => {
      const ports = await cli.open();
      const receipt = await findReceipt(ports, id);
      if (options.out !== undefined) return printExport(cli, ports, receipt, options);
      await printReceipt(cli, receipt, options);
    });
}

function requirePerson({ customer, email, order }: PersonOptions): void {
  if (![...customer, ...email, ...order].some((text) => text.trim() !== ''))
    throw new UsageError('Name the person: --customer <id>, --email <address> or --order <id>');
}

async function ask(
  cli: Cli,
  profileId: string,
  kind: 'export-person' | 'erase-person',
  options: PersonOptions,
): Promise<{ ports: Composition; receipt: PrivacyReceipt }> {
  requirePerson(options);
  const ports = await cli.open();
  await requireProfile(ports.profiles, profileId);
  const { answerPrivacy } = await import('../answer-privacy.js');
  const progress = cli.progress({ quiet: options.json });
  const now = ports.clock.now();
  const receipt = await answerPrivacy(
    { ports, deadline: now.getTime() + options.timeout, progress },
    {
      id: ports.ids.ulid(),
      profileId,
      kind,
      requestedAt: now.toISOString(),
      from: 'command',
      by: options.name,
      subject: { customerIds: options.customer, emails: options.email, orderIds: options.order },
    },
  );
  progress.end();
  return { ports, receipt };
}

async function findReceipt(ports: Composition, id: string): Promise<PrivacyReceipt> {
  for await (const receipt of ports.privacyReceipts.list()) if (receipt.id === id) return receipt;
  const { PipelineError } = await import('../../model/errors.js');
  throw new PipelineError('not_found', `There is no privacy request ${JSON.stringify(id)}`);
}

async function printReceipt(cli: Cli, receipt: PrivacyReceipt, options: OutputOptions): Promise<void> {
  const { formatReceipt } = await import('../output/privacy-text.js');
  cli.print(options, { json: receipt, text: formatReceipt(receipt), failed: receipt.failure !== null });
}

async function printExport(
  cli: Cli,
  { privacyExports }: Composition,
  receipt: PrivacyReceipt,
  options: OutputOptions & { out?: string },
): Promise<void> {
  if (receipt.failure !== null) return printReceipt(cli, receipt, options);
  const text = await privacyExports.read(receipt.profileId, receipt.id);
  if (text === null) {
    const { PipelineError } = await import('../../model/errors.js');
    throw new PipelineError('not_found', `The request ${receipt.id} has no document, or its time is over`);
  }
  if (options.out === undefined) return cli.print(options, { json: JSON.parse(text), text });
  await writeDocument(options.out, text);
  await printReceipt(cli, receipt, options);
}

/** For its owner's eyes only. */
async function writeDocument(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { mode: 0o600 });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    const advice = 'Name another file; the document is kept: `tributary privacy list`, then `show <id> --out`.';
    throw new CommandError('file_unwritable', `${file} cannot be written (${reason})`, advice);
  }
}
