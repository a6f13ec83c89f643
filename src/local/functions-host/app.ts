import { pathToFileURL } from 'node:url';
import {
  type CoreApi,
  Disposable,
  type FunctionCallback,
  type FunctionMetadata,
  type HookCallback,
  type HostLog,
  type ProgrammingModel,
  provideCoreModule,
} from './core-api.js';
import { findEntryPoints } from './entry-points.js';

/** A function as the app registered it. */
export interface RegisteredFunction {
  metadata: FunctionMetadata;
  callback: FunctionCallback;
}

/** A loaded app. `httpUri` is set when it asked for HTTP streaming: its own server, to which requests are forwarded. */
export interface FunctionApp {
  readonly functions: RegisteredFunction[];
  readonly programmingModel: ProgrammingModel;
  readonly httpUri: string | undefined;
  readonly appHookData: Record<string, unknown>;
  runHooks(name: string, context: Record<string, unknown>): Promise<void>;
  /** Runs the hooks for the end of the app; nothing may be invoked afterwards. */
  terminate(): Promise<void>;
  /** Passes a log line through the app's log hooks and on. */
  log(entry: HostLog, invocationContext?: unknown): void;
}

const HOOKS = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'];

/**
 * Loads the app in a folder as the Node worker does: supplies the core module, imports the entry points, runs the start hooks.
 * Rejects when a file cannot be loaded, a name is registered twice, or there is no function at all.
 */
export async function loadApp(appRoot: string, onLog: (entry: HostLog) => void): Promise<FunctionApp> {
  const hooks = new Map<string, HookCallback[]>(HOOKS.map((name) => [name, []]));
  const functions = new Map<string, RegisteredFunction>();
  const log = createLog(hooks, onLog);
  const api = createCoreApi(functions, hooks, log);
  provideCoreModule(api);

  for (const file of await findEntryPoints(appRoot)) await load(file);
  const programmingModel = api.getProgrammingModel();
  if (programmingModel === undefined) throw new Error(`the app in ${appRoot} registers no function`);

  const appHookData: Record<string, unknown> = {};
  const hookData: Record<string, unknown> = {};
  const runHooks = async (name: string, context: Record<string, unknown>) => {
    for (const callback of hooks.get(name) ?? []) await callback(context);
  };
  await runHooks('appStart', { hookData, appHookData, functionAppDirectory: appRoot });
  const capabilities = (await programmingModel.getCapabilities?.({})) ?? {};
  return {
    functions: [...functions.values()],
    programmingModel,
    httpUri: capabilities.HttpUri,
    appHookData,
    runHooks,
    terminate: () => runHooks('appTerminate', { hookData, appHookData }),
    log,
  };
}

async function load(file: string): Promise<void> {
  try {
    await import(pathToFileURL(file).href);
  } catch (cause) {
    throw new Error(`${file} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function createLog(hooks: Map<string, HookCallback[]>, onLog: (entry: HostLog) => void): FunctionApp['log'] {
  return (entry, invocationContext) => {
    const { level, category, message } = entry;
    const context = { level, category, message, invocationContext, hookData: {}, appHookData: {} };
    for (const callback of hooks.get('log') ?? []) callback(context);
    onLog({ ...entry, level: context.level, message: context.message });
  };
}

function createCoreApi(
  functions: Map<string, RegisteredFunction>,
  hooks: Map<string, HookCallback[]>,
  log: FunctionApp['log'],
): CoreApi {
  let model: ProgrammingModel | undefined;
  return {
    version: '3.12.0',
    hostVersion: '4.1037.0',
    Disposable,
    setProgrammingModel(value) {
      model = value;
    },
    getProgrammingModel: () => model,
    log: (level, category, message) => log({ level, category, message }),
    registerFunction(metadata, callback) {
      if (functions.has(metadata.name)) throw new Error(`two functions are named "${metadata.name}"`);
      functions.set(metadata.name, { metadata, callback });
      return new Disposable(() => functions.delete(metadata.name));
    },
    registerHook(name, callback) {
      const callbacks = hooks.get(name);
      if (callbacks === undefined) throw new RangeError(`unrecognized hook "${name}"`);
      callbacks.push(callback);
      return new Disposable(() => callbacks.splice(callbacks.indexOf(callback), 1));
    },
  };
}
