import { z } from 'zod';
import { FieldPathError, parseFieldPath } from '../../../model/field-path.js';

/** A path in an answer that names one value: `orders`, `data.items`, `paging["next.page"]`. */
export const fieldPath = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    try {
      if (parseFieldPath(text).some((step) => 'each' in step)) context.addIssue('must name one value, without []');
    } catch (error) {
      if (!(error instanceof FieldPathError)) throw error;
      context.addIssue(`${error.message}; write it as in data.orders`);
    }
  });
