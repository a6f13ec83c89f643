import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Composition } from '../../composition.js';
import type { TillProfile } from '../../orchestration/till-register.js';
import { type Cli, type OutputOptions, requireProfile } from '../cli.js';
import { defineCommand, defineGroup } from '../define-command.js';
import { parseAmount, parseCount, parseLimit } from '../parse-options.js';

const PROFILE = 'whose till';

/** `tributary session list|show|open|close` */
export function addSession(program: Command, cli: Cli): void {
  const session = defineGroup(program, 'session', {
    description: 'The sessions of a till: what was taken in each, and what was counted.',
    example: 'session list my-till',
  });
  addList(session, cli);
  addShow(session, cli);
  addOpen(session, cli);
  addClose(session, cli);
}

function addList(session: Command, cli: Cli): void {
  defineCommand(session, 'list', {
    description: 'Lists sessions, newest first; the open one has its totals so far.',
    example: 'session list my-till --limit 7',
  })
    .argument('<profile>', PROFILE)
    .option('--limit <count>', 'how many, up to 200', parseLimit, 20)
    .option('--continuation <text>', 'go on where the last list ended (`continuation` of --json)')
    .action(async (id: string, options: OutputOptions & { limit: number; continuation?: string }) => {
      const { ports, profile } = await openTillOf(cli, id);
      const [{ listSessions }, { formatSessions }] = await Promise.all([reading(), formatting()]);
      const page = await listSessions(ports.till, profile, options);
      cli.print(options, { json: page, text: formatSessions(page.items) });
    });
}

function addShow(session: Command, cli: Cli): void {
  defineCommand(session, 'show', {
    description: 'Shows one session: its totals by payment method, and the drawer.',
    example: 'session show my-till 12',
  })
    .argument('<profile>', PROFILE)
    .argument('<number>', 'which session', parseCount)
    .action(async (id: string, number: number, options: OutputOptions) => {
      const { ports, profile } = await openTillOf(cli, id);
      const [{ readSession }, { formatSession }] = await Promise.all([reading(), formatting()]);
      const found = await readSession(ports.till, profile, number);
      cli.print(options, { json: found, text: formatSession(found) });
    });
}

function addOpen(session: Command, cli: Cli): void {
  defineCommand(session, 'open', {
    description: 'Opens a session, and queues the orders again that had waited for one.',
    example: 'session open my-till --cash 150.00',
  })
    .argument('<profile>', PROFILE)
    .option('--cash <amount>', 'what lies in the drawer (as the profile says)', parseAmount)
    .option('--name <name>', 'who opens it', userInfo().username)
    .action(async (id: string, options: OutputOptions & { cash?: string; name: string }) => {
      const { ports, profile } = await openTillOf(cli, id);
      const { openTill } = await import('../../orchestration/open-till.js');
      const {
        session: open,
        opened,
        queued,
      } = await openTill(ports, profile, {
        by: options.name,
        openingCash: options.cash,
      });
      const state = opened ? 'is open' : 'was open already';
      const waited = queued === 0 ? '' : `; ${queued} that had waited are queued`;
      cli.print(options, {
        json: { ...open, opened, queued },
        text: `session ${open.number} of ${profile.id} ${state}${waited}\n`,
      });
    });
}

function addClose(session: Command, cli: Cli): void {
  defineCommand(session, 'close', {
    description: 'Closes a session and shows its totals, and what is missing in the drawer.',
    example: 'session close my-till --counted 823.45',
  })
    .argument('<profile>', PROFILE)
    .option('--counted <amount>', 'the cash that was counted in the drawer', parseAmount)
    .option('--number <number>', 'which session (the open one); a repeat that names it closes no other', parseCount)
    .option('--name <name>', 'who closes it', userInfo().username)
    .action(async (id: string, options: OutputOptions & { counted?: string; number?: number; name: string }) => {
      const { ports, profile } = await openTillOf(cli, id);
      const [{ closeSession }, { toShown }, { formatSession }] = await Promise.all([
        import('../../orchestration/close-session.js'),
        reading(),
        formatting(),
      ]);
      const { counted = null, number, name } = options;
      const closed = toShown(await closeSession(ports, profile, { by: name, counted, number }));
      cli.print(options, { json: closed, text: formatSession(closed) });
    });
}

const reading = () => import('../../orchestration/read-sessions.js');
const formatting = () => import('../output/session-text.js');

async function openTillOf(cli: Cli, id: string): Promise<{ ports: Composition; profile: TillProfile }> {
  const ports = await cli.open();
  const { requireTillProfile } = await import('../../orchestration/till-register.js');
  return { ports, profile: requireTillProfile(await requireProfile(ports.profiles, id)) };
}
