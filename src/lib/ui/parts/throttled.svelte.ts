/** The value of `read`, taken at most once in so many milliseconds; the last one always arrives. */
export function throttled<Value>(read: () => Value, intervalMs: number): { readonly current: Value } {
  let current = $state.raw(read());
  let latest = current;
  let timer: ReturnType<typeof setTimeout> | undefined;

  $effect(() => {
    latest = read();
    timer ??= setTimeout(() => {
      timer = undefined;
      current = latest;
    }, intervalMs);
  });
  $effect(() => () => clearTimeout(timer));

  return {
    get current() {
      return current;
    },
  };
}
