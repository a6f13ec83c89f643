import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { PipelineError } from '../model/errors.js';
import type { Environment } from '../settings.js';

/** The file in the data folder in which the running local stack says how it is reached. */
export const LOCAL_ENV_FILE = 'local.env.json';

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));
const settingsFile = z.object({ Values: values.default({}) });

/**
 * The settings that a command sees: those of the environment, then those of the local stack that is running, then those of
 * `local.settings.json` in the folder.
 * @throws `setting_invalid` when one of the files cannot be read
 */
export function readLocalEnvironment(env: Environment, folder: string): Environment {
  const file = readSettingsFile(folder);
  const dataDir = given(env).TRIBUTARY_DATA_DIR ?? given(file).TRIBUTARY_DATA_DIR ?? '.tributary/';
  const running = readJson(resolve(folder, dataDir, LOCAL_ENV_FILE), values) ?? {};
  return { ...file, ...given(running), ...given(env) };
}

/**
 * The values of the folder's `local.settings.json`, without the empty ones; none when there is no such file.
 * @throws `setting_invalid` when it cannot be read
 */
export function readSettingsFile(folder: string): Environment {
  return given(readJson(join(folder, 'local.settings.json'), settingsFile)?.Values ?? {});
}

/** An empty value, as the sample file has them, is none. */
function given(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
}

function readJson<T>(path: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new PipelineError('setting_invalid', `${path} is not a readable settings file`, { cause: error });
  }
}
