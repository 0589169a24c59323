/** Makes a function that calls back as soon as messages that have arrived meanwhile are handled; one call at a time. */
export function createDeferral(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  let deferred: (() => void) | undefined;
  port1.onmessage = () => deferred?.();
  return (callback) => {
    deferred = callback;
    port2.postMessage(undefined);
  };
}
