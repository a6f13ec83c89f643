import { type FunctionApp, loadApp, type RegisteredFunction } from './app.js';
import { openBlobService } from './blob-connection.js';
import { parseBlobPath } from './blob-path.js';
import { startBlobTrigger } from './blob-trigger.js';
import type { HostLog } from './core-api.js';
import { type HostSettings, readHostJson } from './host-json.js';
import type { Route } from './http-routes.js';
import { startHttpFront } from './http-server.js';
import { createInvoke, type Invoke } from './invoke.js';
import type { RunningTrigger } from './running-trigger.js';
import { parseSchedule } from './schedule.js';
import { startTimer, systemClock, type TimerClock } from './timer-trigger.js';
import { findTrigger, resolveSettings, type Settings } from './trigger-binding.js';

/** How to run an app: `port` 0 is any free one, `settings` the environment that the app sees. */
export interface FunctionsHostOptions {
  appRoot: string;
  port: number;
  settings: Settings;
  /** How often a container without news is listed. Default 500. */
  pollIntervalMs?: number;
  clock?: TimerClock;
  onLog: (entry: HostLog) => void;
}

/** A function that the host runs. `at` is its route, schedule or path, as the host understands it. */
export interface HostedFunction {
  name: string;
  kind: 'http' | 'timer' | 'blob';
  at: string;
  methods?: readonly string[];
}

/** A running host. */
export interface FunctionsHost {
  readonly port: number;
  readonly functions: readonly HostedFunction[];
  /** Takes nothing new, lets what runs end for so long (default 30 s), then runs the app's end hooks and closes. */
  stop(drainTimeoutMs?: number): Promise<void>;
}

const POLL_INTERVAL_MS = 500;
const DRAIN_TIMEOUT_MS = 30_000;

/** A function that is checked and ready, and how to set its trigger going; HTTP functions have a route instead. */
interface Preparation {
  hosted: HostedFunction;
  route?: Route<RegisteredFunction>;
  start?: () => RunningTrigger;
}

interface Surroundings {
  host: HostSettings;
  options: FunctionsHostOptions;
  app: FunctionApp;
  invoke: Invoke;
}

/**
 * Loads an app and runs its functions: HTTP on 127.0.0.1, timers, blob triggers by polling.
 * Every function is checked before the first one starts; rejects naming the function at fault, or the port that is taken.
 * A process can have one host: the app's modules stay loaded, and registered, as long as it lives.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const host = await readHostJson(options.appRoot);
  const app = await loadApp(options.appRoot, options.onLog);
  const invoke = createInvoke(app);
  const enabled = app.functions.filter(({ metadata }) => !isDisabled(metadata.name, options.settings));
  const prepared = await Promise.all(enabled.map((target) => prepare(target, { host, options, app, invoke })));
  const routes = prepared.flatMap(({ route }) => route ?? []);
  const { maxConcurrentRequests } = host;
  const front = await startHttpFront(
    { port: options.port, routes, maxConcurrentRequests, httpUri: app.httpUri },
    invoke,
  );
  const triggers = prepared.flatMap(({ start }) => start?.() ?? []);

  async function stop(drainTimeoutMs = DRAIN_TIMEOUT_MS): Promise<void> {
    const ended = Promise.all([front, ...triggers].map((trigger) => trigger.stop()));
    const isDrained = await settlesWithin(ended, drainTimeoutMs);
    if (!isDrained) logSystem(app, 'warning', `not every invocation ended within ${drainTimeoutMs} ms`);
    await app.terminate();
    front.close();
  }
  let stopping: Promise<void> | undefined;
  return {
    port: front.port,
    functions: prepared.map(({ hosted }) => hosted),
    stop(drainTimeoutMs) {
      stopping ??= stop(drainTimeoutMs);
      return stopping;
    },
  };
}

async function settlesWithin(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, false);
  });
  const isSettled = await Promise.race([promise.then(() => true), timeout]);
  clearTimeout(timer);
  return isSettled;
}

function isDisabled(name: string, settings: Settings): boolean {
  return /^(1|true)$/i.test(settings[`AzureWebJobs.${name}.Disabled`] ?? '');
}

async function prepare(target: RegisteredFunction, surroundings: Surroundings): Promise<Preparation> {
  const { type } = findTrigger(target.metadata).binding;
  if (type === 'httpTrigger') return prepareHttp(target, surroundings);
  if (type === 'timerTrigger') return prepareTimer(target, surroundings);
  if (type === 'blobTrigger') return prepareBlob(target, surroundings);
  throw new Error(`function "${target.metadata.name}": this host has no ${type}`);
}

function prepareHttp(target: RegisteredFunction, { host }: Surroundings): Preparation {
  const { name } = target.metadata;
  const { route = name, methods = ['GET', 'POST'] } = findTrigger(target.metadata).binding as {
    route?: string;
    methods?: string[];
  };
  const template = `/${[host.routePrefix, route.replace(/^\//, '')].filter(Boolean).join('/')}`;
  return { hosted: { name, kind: 'http', at: template, methods }, route: { template, methods, target } };
}

function prepareTimer(target: RegisteredFunction, { options, invoke }: Surroundings): Preparation {
  const { name } = target.metadata;
  const { schedule: text, runOnStartup } = findTrigger(target.metadata).binding;
  const at = resolveSettings(String(text), options.settings, name);
  const schedule = naming(name, () => parseSchedule(at));
  return {
    hosted: { name, kind: 'timer', at },
    start() {
      const timer = {
        schedule,
        runOnStartup: runOnStartup === true,
        run: (data: object) => invoke(target, { data }).then(ignore, ignore),
      };
      return startTimer(timer, options.clock ?? systemClock);
    },
  };
}

async function prepareBlob(
  target: RegisteredFunction,
  { host, options, app, invoke }: Surroundings,
): Promise<Preparation> {
  const { name } = target.metadata;
  const { path: text, connection, dataType, properties } = findTrigger(target.metadata).binding;
  const takesReference = (properties as Record<string, unknown> | undefined)?.supportsDeferredBinding;
  const at = resolveSettings(String(text), options.settings, name);
  const path = naming(name, () => parseBlobPath(at));
  const service = await openBlobService(String(connection), options.settings, name);
  return {
    hosted: { name, kind: 'blob', at },
    start: () =>
      startBlobTrigger({
        container: service.getContainerClient(path.container),
        path,
        dataType,
        referenceBy: String(takesReference) === 'true' ? String(connection) : undefined,
        pollIntervalMs: options.pollIntervalMs ?? POLL_INTERVAL_MS,
        parallelism: host.maxDegreeOfParallelism,
        attempts: host.poisonBlobThreshold,
        run: (event) => invoke(target, event),
        warn: (message) => logSystem(app, 'warning', message, name),
      }),
  };
}

function naming<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new Error(`function "${name}": ${(cause as Error).message}`, { cause });
  }
}

function logSystem(app: FunctionApp, level: HostLog['level'], message: string, functionName?: string): void {
  app.log({ level, category: 'system', message, ...(functionName === undefined ? {} : { functionName }) });
}

function ignore(): void {}
