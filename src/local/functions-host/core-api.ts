import Module from 'node:module';

/** The levels that the programming model logs at. */
export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';

/** A log line of the app (`user`) or of the machinery around it (`system`), with the invocation it belongs to, if any. */
export interface HostLog {
  level: LogLevel;
  category: 'user' | 'system' | 'customMetric';
  functionName?: string;
  invocationId?: string;
  message: string;
}

/** A value as it crosses from the host to the programming model; exactly one member is set. */
export interface TypedData {
  string?: string;
  json?: string;
  bytes?: Uint8Array;
  http?: RpcHttp;
  /** A reference to what the function reads by itself. */
  modelBindingData?: { version: string; source: string; contentType: string; content: Uint8Array };
}

/** An HTTP request or response as it crosses; `statusCode` is a string there. */
export interface RpcHttp {
  method?: string;
  url?: string;
  statusCode?: string;
  body?: TypedData | null;
  headers?: Record<string, string>;
  cookies?: RpcCookie[];
  nullableHeaders?: Record<string, { value: string }>;
  nullableParams?: Record<string, { value: string }>;
  nullableQuery?: Record<string, { value: string }>;
}

/** A cookie of a response as it crosses. `sameSite: 'none'` means that the app did not say. */
export interface RpcCookie {
  name: string;
  value: string;
  domain?: { value: string } | undefined;
  path?: { value: string } | undefined;
  expires?: { value: { seconds: number } } | undefined;
  secure?: { value: boolean } | undefined;
  httpOnly?: { value: boolean } | undefined;
  maxAge?: { value: number } | undefined;
  sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
}

/** A binding as the app registered it; members beyond these depend on its type. */
export interface Binding {
  type: string;
  direction: 'in' | 'out' | 'inout';
  [option: string]: unknown;
}

/** What `registerFunction` is told about a function. */
export interface FunctionMetadata {
  name: string;
  bindings: Record<string, Binding>;
}

/** The app's own handler. */
export type FunctionCallback = (...args: unknown[]) => unknown;

/** One invocation, as the programming model asks for it. */
export interface CoreInvocationContext {
  invocationId: string;
  request: {
    invocationId: string;
    inputData: { name: string; data: TypedData }[];
    triggerMetadata: Record<string, TypedData>;
  };
  metadata: FunctionMetadata;
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
  log(level: LogLevel, category: HostLog['category'], message: string): void;
}

/** How the programming model runs one invocation: arguments, handler, response, in this order. */
export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ returnValue?: TypedData | null }>;
}

/** What `@azure/functions` registers of itself. */
export interface ProgrammingModel {
  name: string;
  version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  getCapabilities?(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

/** A hook's callback; what the context holds depends on the hook. */
export type HookCallback = (context: Record<string, unknown>) => unknown;

/** Undoes a registration, once. */
export class Disposable {
  #dispose: (() => unknown) | undefined;

  /** Combines several into one. */
  static from(...disposables: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  constructor(dispose: () => unknown) {
    this.#dispose = dispose;
  }

  dispose(): unknown {
    const dispose = this.#dispose;
    this.#dispose = undefined;
    return dispose?.();
  }
}

/** The module `@azure/functions-core`, which exists only inside a worker: `@azure/functions` registers everything there. */
export interface CoreApi {
  version: string;
  hostVersion: string;
  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable;
  setProgrammingModel(model: ProgrammingModel): void;
  getProgrammingModel(): ProgrammingModel | undefined;
  registerHook(name: string, callback: HookCallback): Disposable;
  log(level: LogLevel, category: HostLog['category'], message: string): void;
  Disposable: typeof Disposable;
}

/**
 * Makes `require('@azure/functions-core')` answer this API, for the rest of this process.
 * `@azure/functions` asks once and keeps the answer, so a process can have only one host.
 */
export function provideCoreModule(api: CoreApi): void {
  const original = Module.prototype.require;
  function requireOrProvide(this: NodeJS.Module, id: string): unknown {
    return id === '@azure/functions-core' ? api : original.call(this, id);
  }
  Module.prototype.require = Object.assign(requireOrProvide, original);
}
