import { app } from '@azure/functions';
import { composition } from '../composition.js';

// The worker treats a module that fails to load as a warning; only a hook that fails keeps the app from starting half configured.
// Files are taken in as they come, and never lie in memory whole.
app.setup({ enableHttpStream: true });

app.hook.appStart(() => {
  composition();
});
