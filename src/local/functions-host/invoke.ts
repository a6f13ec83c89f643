import { randomUUID } from 'node:crypto';
import type { FunctionApp, RegisteredFunction } from './app.js';
import type { CoreInvocationContext, TypedData } from './core-api.js';
import { findTrigger } from './trigger-binding.js';

/** What triggered a function: the trigger's data, and its metadata by name. */
export interface TriggerEvent {
  data: TypedData;
  metadata?: Record<string, TypedData>;
  invocationId?: string;
}

/** Runs one function with its hooks; resolves to what it returned, rejects with what it threw, after logging it. */
export type Invoke = (target: RegisteredFunction, event: TriggerEvent) => Promise<TypedData | null | undefined>;

/** Creates what runs the functions of an app: each invocation goes through its programming model as in the Node worker. */
export function createInvoke(app: FunctionApp): Invoke {
  return async (target, event) => {
    const core = createInvocationContext(app, target, event);
    try {
      return await runModel(app, target, core);
    } catch (error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      core.log('error', 'system', `${target.metadata.name} failed: ${why}`);
      throw error;
    }
  };
}

/** The order of the Node worker: arguments, hooks before, handler, hooks after (they see and may change the error), response. */
async function runModel(app: FunctionApp, target: RegisteredFunction, core: LoggedContext) {
  const model = app.programmingModel.getInvocationModel(core);
  const { context, inputs } = await model.getArguments();
  core.invocationContext = context;
  const shared = { hookData: {}, appHookData: app.appHookData, invocationContext: context };

  const before = { ...shared, inputs, functionCallback: target.callback };
  core.state = 'preInvocationHooks';
  await app.runHooks('preInvocation', before);

  const after = { ...shared, inputs: before.inputs, result: null as unknown, error: null as unknown };
  core.state = 'invocation';
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error ?? new Error('the function threw nothing');
  }
  core.state = 'postInvocationHooks';
  await app.runHooks('postInvocation', after);
  core.state = undefined;

  if (after.error !== null && after.error !== undefined) throw after.error;
  return (await model.getResponse(context, after.result)).returnValue;
}

interface LoggedContext extends CoreInvocationContext {
  invocationContext: unknown;
}

function createInvocationContext(app: FunctionApp, target: RegisteredFunction, event: TriggerEvent): LoggedContext {
  const invocationId = event.invocationId ?? randomUUID();
  const functionName = target.metadata.name;
  const inputData = [{ name: findTrigger(target.metadata).name, data: event.data }];
  return {
    invocationId,
    metadata: target.metadata,
    request: { invocationId, inputData, triggerMetadata: event.metadata ?? {} },
    state: undefined,
    invocationContext: undefined,
    log(level, category, message) {
      app.log({ level, category, functionName, invocationId, message }, this.invocationContext);
    },
  };
}
