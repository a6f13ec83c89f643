import { createServer } from 'node:net';

/** Rejects with one clear line when somebody else listens on the port; 0 is always free. */
export function expectFreePort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code ?? 'unknown reason'})`;
      reject(new Error(`port ${port} ${why}; set PORT to another one`));
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
