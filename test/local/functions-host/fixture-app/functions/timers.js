import { app } from '@azure/functions';

app.timer('at-start', {
  schedule: '0 0 0 1 1 *',
  runOnStartup: true,
  handler: (timer, context) => context.log(JSON.stringify(timer)),
});
app.timer('tick', { schedule: '%TICK%', handler: (timer, context) => context.log(JSON.stringify(timer)) });
