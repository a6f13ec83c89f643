import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLosslessNumber, parse, stringify } from 'lossless-json';

/** What happens to a request for a page instead of its answer. */
export type Fault =
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  /** 200 with a body that is no page. */
  | { kind: 'body'; type: string; body: string }
  /** Half of the right answer, then a reset connection or one that just ends. */
  | { kind: 'reset' | 'cut' };

/** What stands before a remote system and spoils its answers. Requests for pages are counted from the last `misbehave` on. */
export interface FaultyFront {
  origin: string;
  /** How many pages were asked for. */
  pages(): number;
  /** From the nth page on, that many times. */
  fail(fault: Fault, from: number, times: number): void;
  /** Every answer with a page is changed, every object of it once. */
  rewrite(change: (fields: Record<string, unknown>) => Record<string, unknown>): void;
  /** After so many pages, the last of them for ever, or all of them in turn. */
  replay(pages: number, how: 'last' | 'round'): void;
  /** All is well again. */
  mend(): void;
  stop(): Promise<void>;
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** How the front behaves at present: the fault or the answer of the nth page. */
interface Behaviour {
  fault(page: number): Fault | null;
  change(answer: Answer, page: number): Answer;
}

const WELL: Behaviour = { fault: () => null, change: (answer) => answer };

async function forward(origin: string, request: IncomingMessage): Promise<Answer> {
  const { 'accept-encoding': _, ...headers } = request.headers;
  const url = new URL(request.url ?? '/', origin);
  const { hostname, port, pathname, search } = url;
  return new Promise((resolve, reject) => {
    const onward = send(
      { hostname, port, path: pathname + search, method: request.method ?? 'GET', headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
        answer.on('error', reject);
      },
    );
    onward.on('error', reject);
    request.pipe(onward);
  });
}

function write(response: ServerResponse, { status, headers, body }: Answer, fault: Fault | null): void {
  const { 'transfer-encoding': _, connection: __, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length });
  if (fault === null) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    if (fault.kind === 'reset') response.socket?.resetAndDestroy();
    else response.socket?.destroy();
  });
}

function writeFault(response: ServerResponse, fault: Fault): void {
  if (fault.kind === 'status') response.writeHead(fault.status, fault.headers).end('{"message":"made to fail"}');
  if (fault.kind === 'body') response.writeHead(200, { 'content-type': fault.type }).end(fault.body);
}

function rewriteObjects(value: unknown, change: (fields: Record<string, unknown>) => Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((element) => rewriteObjects(element, change));
  if (typeof value !== 'object' || value === null || isLosslessNumber(value)) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, rewriteObjects(field, change)]);
  return change(Object.fromEntries(fields));
}

function isGood({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

function replaying(pages: number, how: 'last' | 'round'): Behaviour {
  const kept: Answer[] = [];
  return {
    fault: () => null,
    change(answer, page) {
      if (page <= pages && isGood(answer)) kept[page - 1] = answer;
      const place = how === 'last' ? pages : ((page - 1) % pages) + 1;
      return page <= pages ? answer : (kept[place - 1] ?? answer);
    },
  };
}

function rewriting(change: (fields: Record<string, unknown>) => Record<string, unknown>): Behaviour {
  return {
    fault: () => null,
    change(answer) {
      if (!isGood(answer)) return answer;
      const text = stringify(rewriteObjects(parse(answer.body.toString()), change)) ?? '';
      return { ...answer, body: Buffer.from(text) };
    },
  };
}

/** Starts a front before the system at `origin`. */
export async function startFaultyFront(
  origin: string,
  isListing: (request: { method: string; path: string }) => boolean,
): Promise<FaultyFront> {
  let behaviour = WELL;
  let pages = 0;
  const behave = (next: Behaviour) => {
    behaviour = next;
    pages = 0;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/' } = request;
    if (!isListing({ method, path: url })) return write(response, await forward(origin, request), null);
    pages += 1;
    const page = pages;
    const fault = behaviour.fault(page);
    if (fault?.kind === 'status' || fault?.kind === 'body') return writeFault(response, fault);
    write(response, behaviour.change(await forward(origin, request), page), fault);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: () => pages,
    fail: (fault, from, times) =>
      behave({ ...WELL, fault: (page) => (page >= from && page < from + times ? fault : null) }),
    rewrite: (change) => behave(rewriting(change)),
    replay: (count, how) => behave(replaying(count, how)),
    mend: () => behave(WELL),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
