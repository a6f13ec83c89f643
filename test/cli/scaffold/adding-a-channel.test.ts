import { readFileSync } from 'node:fs';
import { createCli } from '../../../src/cli/cli.js';
import { createProgram } from '../../../src/cli/create-program.js';
import { leafCommands } from '../../../src/cli/define-command.js';
import { planChannel } from '../../../src/cli/scaffold/plan-channel.js';
import { openTree } from '../../../src/cli/scaffold/write-plan.js';
import { profile } from '../../../src/model/profile.js';
import { createRecordingTerminal } from '../recording-terminal.js';

const guide = readFileSync('docs/adding-a-channel.md', 'utf8');

/** The file that the guide has its reader paste. */
function pasted(file: string): string {
  const [, text = ''] = new RegExp(`^cat > ${file} <<'EOF'\\n([\\s\\S]*?)\\nEOF$`, 'm').exec(guide) ?? [];
  return text;
}

/** What the command line understands of a call: the command and its options. */
async function understood(call: string): Promise<[string, Record<string, unknown>]> {
  const called: [string, Record<string, unknown>][] = [];
  const program = createProgram(createCli(createRecordingTerminal()));
  for (const { name, command } of leafCommands(program)) command.action(() => void called.push([name, command.opts()]));
  await program.parseAsync(call.split(' '), { from: 'user' });
  return called[0] ?? ['nothing', {}];
}

describe('docs/adding-a-channel.md', () => {
  test('shows the mapping that its command drafts of its sample', async () => {
    const [, call = ''] = /^npm run channel:new -- (.+)$/m.exec(guide) ?? [];
    const [name, options] = await understood(`channel new ${call}`);
    expect([name, options]).toEqual([
      'channel new',
      expect.objectContaining({ from: 'order.json', auth: 'apiKey', paging: 'cursor' }),
    ]);
    const { created } = planChannel(
      { name: 'acme', sample: pasted('order.json'), auth: 'apiKey', paging: 'cursor' },
      openTree('.'),
    );
    const [, shown = ''] = /```ts\n([\s\S]*?)```/.exec(guide) ?? [];
    expect(created['src/channels/acme/map.ts']).toContain(shown);
  });

  test('has a profile that can be put', () => {
    expect(profile.safeParse(JSON.parse(pasted('acme.json'))).error).toBeUndefined();
  });

  test.each([...guide.matchAll(/^npm run --silent tributary -- (.+)$/gm)].map(([, call = '']) => call))(
    'says rightly: tributary %s',
    async (call) => {
      const [name] = await understood(call);
      expect(call.startsWith(name)).toBe(true);
    },
  );

  test('tells each way to sign in and to page', () => {
    for (const word of ['bearer', 'apiKey', 'oauth2', 'oauth1', 'page', 'cursor', 'link'])
      expect(guide).toContain(`\`${word}\``);
  });
});
