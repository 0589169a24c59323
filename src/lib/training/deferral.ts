/** Makes a function that calls back, each in turn, as soon as messages that have arrived meanwhile are handled. */
export function createDeferral(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const deferred: (() => void)[] = [];
  port1.onmessage = () => deferred.shift()?.();
  return (callback) => {
    deferred.push(callback);
    port2.postMessage(undefined);
  };
}
