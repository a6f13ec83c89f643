import type { Binding, FunctionMetadata } from './core-api.js';

/** Environment variables, as the host and the app see them. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** The binding that triggers a function, with the name under which its data is passed. */
export function findTrigger(metadata: FunctionMetadata): { name: string; binding: Binding } {
  const found = Object.entries(metadata.bindings).find(([, binding]) => /trigger$/i.test(binding.type));
  if (found === undefined) throw new Error(`function "${metadata.name}" has no trigger`);
  return { name: found[0], binding: found[1] };
}

/** Replaces each `%NAME%` by that setting; throws when one is missing, naming the function and the setting. */
export function resolveSettings(text: string, settings: Settings, functionName: string): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined) throw new Error(`function "${functionName}" needs the setting ${name}, which is not set`);
    return value;
  });
}
