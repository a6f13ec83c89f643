import { readFile } from 'node:fs/promises';
import type { Composition } from '../composition.js';
import type { Profile } from '../model/profile.js';
import type { Channel } from '../ports/channel.js';
import type { Profiles } from '../ports/profiles.js';
import type { Environment } from '../settings.js';
import { readLocalEnvironment } from './local-settings.js';
import { CommandError } from './output/failure.js';
import { formatJson } from './output/plain-text.js';
import { createProgress, noProgress, type Progress } from './output/progress.js';
import type { Terminal } from './output/terminal.js';

/** The option that every command has. */
export interface OutputOptions {
  json: boolean;
}

/** What a command found out: for machines, for people, and whether that is a failure (exit code 1). */
export interface Report {
  json: unknown;
  text: string;
  failed?: boolean;
}

/** What the commands work with. The stores are opened when a command asks for them: most of the start is loading their libraries. */
export interface Cli {
  readonly terminal: Terminal;
  /** Whether a command reported a failure. */
  failed: boolean;
  now(): Date;
  environment(): Environment;
  /** The profiles alone: needs only the settings of blob storage. */
  openProfiles(): Promise<Profiles>;
  /** Everything that the functions use, on the same stores. */
  open(): Promise<Composition>;
  print(options: OutputOptions, report: Report): void;
  /** One line of NDJSON. */
  printLine(value: unknown): void;
  /** Progress on stderr; what is `quiet` only tells it to somebody who looks. */
  progress(options: { quiet: boolean }): Progress;
  /** The text of a file; `-` is stdin. @throws CommandError `file_unreadable` */
  readText(file: string): Promise<string>;
}

/** The session of one call of the command line. */
export function createCli(terminal: Terminal): Cli {
  const environment = (): Environment => readLocalEnvironment(process.env, process.cwd());
  return {
    terminal,
    failed: false,
    now: () => new Date(),
    environment,
    async openProfiles() {
      const { openProfiles } = await import('../composition.js');
      return openProfiles(environment());
    },
    async open() {
      const { compose } = await import('../composition.js');
      return compose(environment()).withStore();
    },
    print({ json }, report) {
      if (report.failed === true) this.failed = true;
      terminal.out(json ? `${formatJson(report.json)}\n` : report.text);
    },
    printLine: (value) => terminal.out(`${formatJson(value, 0)}\n`),
    progress: ({ quiet }) => (quiet && !terminal.interactive ? noProgress : createProgress(terminal, () => Date.now())),
    readText,
  };
}

async function readText(file: string): Promise<string> {
  try {
    return file === '-' ? await readStdin() : await readFile(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new CommandError('file_unreadable', `${file} cannot be read (${reason})`, 'Name a file, or - for stdin.');
  }
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The profile of this id, active or not. @throws `profile_unknown` naming those that there are */
export async function requireProfile(profiles: Profiles, id: string): Promise<Profile> {
  const found = await profiles.read(id);
  if (found !== null) return found;
  const { PipelineError } = await import('../model/errors.js');
  const known = await profileIds(profiles);
  const others = known.length === 0 ? 'there are none yet' : `there are: ${known.join(', ')}`;
  throw new PipelineError('profile_unknown', `There is no profile ${JSON.stringify(id)}; ${others}`);
}

/** The channel of a profile. @throws `channel_unknown` */
export async function requireChannel(ports: Pick<Composition, 'findChannel'>, profile: Profile): Promise<Channel> {
  const channel = ports.findChannel(profile.channel);
  if (channel !== null) return channel;
  const { PipelineError } = await import('../model/errors.js');
  throw new PipelineError('channel_unknown', `There is no channel ${JSON.stringify(profile.channel)}`);
}

/** The ids of the profiles that are meant: the one that is named, or all. @throws `profile_unknown` */
export async function chosenProfiles(profiles: Profiles, id: string | undefined): Promise<string[]> {
  return id === undefined ? profileIds(profiles) : [(await requireProfile(profiles, id)).id];
}

async function profileIds(profiles: Profiles): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of profiles.list()) ids.push(id);
  return ids.sort();
}
