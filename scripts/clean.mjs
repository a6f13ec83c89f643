// Removes what an earlier build left, so that a function deleted from src cannot live on in dist.
import { rmSync } from 'node:fs';

for (const folder of ['dist', 'dist-bench'])
  rmSync(new URL(`../${folder}`, import.meta.url), { recursive: true, force: true });
