import { setTimeout as delay } from 'node:timers/promises';
import { type BlobItem, type ContainerClient, RestError } from '@azure/storage-blob';
import { type BlobEvent, readBlobEvent } from './blob-event.js';
import type { BlobPath } from './blob-path.js';
import type { RunningTrigger } from './running-trigger.js';

/** What a blob trigger watches, and what it does with a blob. `run` rejects when the function threw. */
export interface BlobTrigger {
  container: ContainerClient;
  path: BlobPath;
  dataType: unknown;
  /** The setting of the connection, where the function takes a reference instead of the content. */
  referenceBy?: string | undefined;
  pollIntervalMs: number;
  /** How many blobs are with the function at once. */
  parallelism: number;
  /** How often a blob is given to the function before it is left alone. */
  attempts: number;
  run(event: BlobEvent): Promise<unknown>;
  /** Told of blobs that are left alone, and of a container that cannot be listed. */
  warn(message: string): void;
}

interface Receipt {
  etag: string;
  scan: number;
}

const BUSY_INTERVAL_MS = 50;
const PAGE_SIZE = 500;
// After so many deliveries a scan starts again, so that the receipts of blobs that are gone are dropped while a backlog drains.
const DELIVERIES_PER_SCAN = 2_000;

/**
 * Watches a container by listing it again and again, and gives each version of each blob to the function, once it succeeded never again.
 * Memory holds one page and a receipt per existing blob. Receipts end with the process: the next one delivers what is still there.
 */
export function startBlobTrigger(trigger: BlobTrigger): RunningTrigger {
  const stopping = new AbortController();
  const watcher = new ContainerWatcher(trigger, stopping.signal);
  const watching = watcher.watch();
  return {
    stop() {
      stopping.abort();
      return watching;
    },
  };
}

class ContainerWatcher {
  readonly #trigger: BlobTrigger;
  readonly #signal: AbortSignal;
  readonly #receipts = new Map<string, Receipt>();
  readonly #deliveries = new Set<Promise<void>>();
  #scan = 0;
  #trouble = '';

  constructor(trigger: BlobTrigger, signal: AbortSignal) {
    this.#trigger = trigger;
    this.#signal = signal;
  }

  async watch(): Promise<void> {
    while (!this.#signal.aborted) {
      const delivered = await this.#scanOnce();
      const pauseMs =
        delivered > 0 ? Math.min(BUSY_INTERVAL_MS, this.#trigger.pollIntervalMs) : this.#trigger.pollIntervalMs;
      await delay(pauseMs, undefined, { signal: this.#signal }).catch(() => {});
    }
    await Promise.all(this.#deliveries);
  }

  async #scanOnce(): Promise<number> {
    try {
      const delivered = await this.#deliverNew();
      this.#trouble = '';
      return delivered;
    } catch (error) {
      this.#report(error);
      return 0;
    }
  }

  async #deliverNew(): Promise<number> {
    const { container, path } = this.#trigger;
    const options = path.prefix === '' ? {} : { prefix: path.prefix };
    let delivered = 0;
    this.#scan += 1;
    for await (const page of container.listBlobsFlat(options).byPage({ maxPageSize: PAGE_SIZE })) {
      for (const item of page.segment.blobItems) {
        if (this.#signal.aborted) return delivered;
        if (!this.#isNew(item)) continue;
        await this.#deliver(item);
        delivered += 1;
      }
      const last = page.segment.blobItems.at(-1);
      if (delivered >= DELIVERIES_PER_SCAN && last !== undefined) {
        this.#forgetGone(last.name);
        return delivered;
      }
    }
    this.#forgetGone();
    return delivered;
  }

  #isNew(item: BlobItem): boolean {
    if (this.#trigger.path.match(item.name) === null) return false;
    const etag = item.properties.etag;
    const known = this.#receipts.get(item.name)?.etag === etag;
    this.#receipts.set(item.name, { etag, scan: this.#scan });
    return !known;
  }

  /** Drops the receipts of what this scan should have met and did not; listings are sorted by name. */
  #forgetGone(upTo?: string): void {
    for (const [name, { scan }] of this.#receipts) {
      if (scan < this.#scan && (upTo === undefined || name <= upTo)) this.#receipts.delete(name);
    }
  }

  /** Resolves as soon as the blob is with the function, that is: when there is room for it. */
  async #deliver(item: BlobItem): Promise<void> {
    while (this.#deliveries.size >= this.#trigger.parallelism) await Promise.race(this.#deliveries);
    if (this.#signal.aborted) return;
    const delivery: Promise<void> = this.#attempt(item).finally(() => this.#deliveries.delete(delivery));
    this.#deliveries.add(delivery);
  }

  async #attempt(item: BlobItem): Promise<void> {
    const { attempts, warn } = this.#trigger;
    for (let attempt = 1; attempt <= attempts && !this.#signal.aborted; attempt += 1) {
      const outcome = await this.#attemptOnce(item);
      if (outcome === 'done') return;
      if (outcome === 'unreadable') {
        // Not the function's failure, so not its attempt either: the next scan finds the blob again.
        this.#receipts.delete(item.name);
        return;
      }
    }
    if (!this.#signal.aborted) warn(`blob "${item.name}" failed ${attempts} times and is left alone`);
  }

  async #attemptOnce(item: BlobItem): Promise<'done' | 'failed' | 'unreadable'> {
    let event: BlobEvent | null;
    try {
      event = await readBlobEvent(this.#trigger, item);
    } catch (error) {
      this.#report(error);
      return 'unreadable';
    }
    if (event === null) return 'done';
    try {
      await this.#trigger.run(event);
      return 'done';
    } catch {
      return 'failed';
    }
  }

  /** A container that does not exist yet is nothing to report, and an outage is reported once, not with every scan. */
  #report(error: unknown): void {
    if (this.#signal.aborted || (error instanceof RestError && error.statusCode === 404)) return;
    const why = error instanceof Error ? error.message : String(error);
    if (why !== this.#trouble) this.#trigger.warn(`container "${this.#trigger.path.container}" cannot be read: ${why}`);
    this.#trouble = why;
  }
}
