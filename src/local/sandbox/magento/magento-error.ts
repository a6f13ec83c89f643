import type { JsonObject } from '../kit/json-object.js';

/** A failure as the interface answers it: a status, and a message whose placeholders are never filled in. */
export class MagentoError extends Error {
  readonly status: number;
  readonly body: JsonObject;

  constructor(status: number, message: string, parameters?: JsonObject | readonly string[]) {
    super(message);
    this.name = 'MagentoError';
    this.status = status;
    this.body = parameters === undefined ? { message } : { message, parameters };
  }
}

/** 404: no entity has that id. */
export function noSuchEntity(fieldName: string, fieldValue: string): MagentoError {
  return new MagentoError(404, 'No such entity with %fieldName = %fieldValue', { fieldName, fieldValue });
}

/** 404: a sales record that does not exist, which the interface does not name. */
export function noSuchRecord(): MagentoError {
  return new MagentoError(404, "The entity that was requested doesn't exist. Verify the entity and try again.");
}

/** 404: no route has that path and method. */
export function noSuchRoute(): MagentoError {
  return new MagentoError(404, 'Request does not match any route.');
}

/** 400: a parameter that the route needs is missing. */
export function fieldRequired(fieldName: string): MagentoError {
  return new MagentoError(400, '"%fieldName" is required. Enter and try again.', { fieldName });
}

/** 400: a parameter cannot be read as the type that the route declares. */
export function invalidType(value: string, type: string): MagentoError {
  const message = 'The "%value" value\'s type is invalid. The "%type" type was expected. Verify and try again.';
  return new MagentoError(400, message, { value, type });
}

/** 500 with a report id in place of the cause. */
export function internalError(reportId: string): MagentoError {
  const message = `Internal Error. Details are available in Magento log file. Report ID: webapi-${reportId}`;
  return new MagentoError(500, message);
}
