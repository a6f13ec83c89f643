import type { Command } from 'commander';

/** What `--help` says of a command, beside its arguments and options. */
export interface CommandFacts {
  description: string;
  /** What follows `tributary ` in the example. */
  example: string;
}

/** A command below `parent`, with `--json`, and an example at the end of its help. */
export function defineCommand(parent: Command, name: string, { description, example }: CommandFacts): Command {
  return parent
    .command(name)
    .description(description)
    .option('--json', 'print JSON for machines', false)
    .addHelpText('after', `\nExample:\n  tributary ${example}`);
}

/** A command that only holds others, such as `profile`. */
export function defineGroup(parent: Command, name: string, { description, example }: CommandFacts): Command {
  return parent.command(name).description(description).addHelpText('after', `\nExample:\n  tributary ${example}`);
}

/** The commands below `parent` that do something, by what one types, such as `profile put`. */
export function leafCommands(parent: Command, path = ''): { name: string; command: Command }[] {
  return parent.commands.flatMap((command) => {
    const name = `${path}${command.name()}`;
    return command.commands.length > 0 ? leafCommands(command, `${name} `) : [{ name, command }];
  });
}
