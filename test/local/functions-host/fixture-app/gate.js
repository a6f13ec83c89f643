/** Resolves when the test says so. */
export function untilReleased() {
  return new Promise((resolve) => {
    process.on('message', function hear(message) {
      if (message !== 'release') return;
      process.off('message', hear);
      resolve();
    });
  });
}
