import { app } from '@azure/functions';
import { untilReleased } from '../gate.js';

function report(content, context) {
  const isBuffer = Buffer.isBuffer(content);
  const text = isBuffer ? content.toString('utf8') : content;
  context.log(JSON.stringify({ isBuffer, text, metadata: context.triggerMetadata }));
}

let running = 0;

app.storageBlob('take', { path: 'take-%RUN%/in/{name}', connection: 'STORE', source: 'EventGrid', handler: report });
app.storageBlob('fail', {
  path: 'fail-%RUN%/{name}',
  connection: 'STORE',
  handler(_content, context) {
    context.log(`given ${context.triggerMetadata.name}`);
    throw new Error('poisonous');
  },
});
app.storageBlob('hold', {
  path: 'hold-%RUN%/{name}',
  connection: 'STORE',
  async handler(_content, context) {
    running += 1;
    context.log(`running ${running}`);
    await untilReleased();
    running -= 1;
    context.log('released');
  },
});
