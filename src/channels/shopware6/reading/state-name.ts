import type { RawFields } from '../../kit/raw-fields.js';

/** The technical name of the state that something is in, also one that the merchant or a plugin added; null where it was not loaded. */
export function stateName(fields: RawFields): string | null {
  return fields.object('stateMachineState')?.filledText('technicalName') ?? null;
}
