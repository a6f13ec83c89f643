import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ShopOpened, ShopOrder } from './open-shop.js';
import type { PulledShop } from './pulled-shop.js';

/** Runs `work` while the shop is open in a process of its own, which shares no event loop with what is measured, and ends that. */
export async function withShop<T>(
  { channel }: PulledShop,
  orders: number,
  work: (baseUrl: string) => Promise<T>,
): Promise<T> {
  const child = fork(fileURLToPath(new URL('./open-shop.js', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  try {
    const order: ShopOrder = { channel, orders };
    child.send(order);
    const failed = ended.then(([code]) => {
      throw new Error(`The process of the shop ${channel} ended with ${code}`);
    });
    failed.catch(() => {});
    const [opened] = (await Promise.race([once(child, 'message'), failed])) as [ShopOpened];
    return await work(opened.baseUrl);
  } finally {
    if (child.connected) child.disconnect();
    await ended;
  }
}
