/**
 * The value of `read`, taken at most once in so many milliseconds; the last one always arrives. While values come
 * more often it changes together with one of them, so that the browser lays out and paints both at once.
 */
export function throttled<Value>(read: () => Value, intervalMs: number): { readonly current: Value } {
  let current = $state.raw(read());
  let takenMs = performance.now();

  $effect(() => {
    const latest = read();
    const take = () => {
      current = latest;
      takenMs = performance.now();
    };
    if (performance.now() - takenMs >= intervalMs) return take();
    const timer = setTimeout(take, intervalMs);
    return () => clearTimeout(timer);
  });

  return {
    get current() {
      return current;
    },
  };
}
