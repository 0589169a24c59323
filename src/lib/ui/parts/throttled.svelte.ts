interface Throttled<Value> {
  readonly current: Value;
  /** Whether nothing newer is on its way. */
  readonly isLatest: boolean;
}

/**
 * The value of `read`, taken at most once in so many milliseconds; the last one always arrives. While values come
 * more often it changes together with one of them, so that the browser lays out and paints both at once.
 */
export function throttled<Value>(read: () => Value, intervalMs: number): Throttled<Value> {
  let current = $state.raw(read());
  let isLatest = $state(true);
  let takenMs = performance.now();

  $effect(() => {
    const latest = read();
    const take = () => {
      current = latest;
      isLatest = true;
      takenMs = performance.now();
    };
    if (performance.now() - takenMs >= intervalMs) return take();
    isLatest = false;
    const timer = setTimeout(take, intervalMs);
    return () => clearTimeout(timer);
  });

  return {
    get current() {
      return current;
    },
    get isLatest() {
      return isLatest;
    },
  };
}
