import { z } from 'zod';

/** The kinds of record that flow through the pipeline. */
export const recordTypes = ['order', 'customer', 'product', 'invoice', 'shipment', 'refund', 'stock'] as const;

/** The kind of a record. */
export type RecordType = (typeof recordTypes)[number];

/** A record type, as in `POST /api/ingest/{type}`. */
export const recordType = z.enum(recordTypes);
