import { app } from '@azure/functions';

app.hook.appStart((context) => {
  process.send?.({ kind: 'fixture', event: 'appStart', hasData: context.hookData !== undefined });
});
app.hook.appTerminate(() => {
  process.send?.({ kind: 'fixture', event: 'appTerminate' });
});
app.hook.log((context) => {
  context.message = context.message.replace('a secret', '***');
});
app.hook.preInvocation((context) => {
  if (context.invocationContext.functionName === 'hooked') context.inputs = ['replaced'];
});
app.hook.postInvocation((context) => {
  if (context.invocationContext.functionName === 'hooked') context.result = { body: `${context.result.body}, seen` };
});
app.get('hooked', (input, context) => {
  context.warn('a secret of %s', context.invocationId);
  return { body: input };
});
