/** What was made for a key, or is made now; of more than `most` the one goes that was not asked for longest. */
export function kept<Value>(all: Map<string, Value>, key: string, most: number, make: () => Value): Value {
  const value = all.get(key) ?? make();
  all.delete(key);
  all.set(key, value);
  const [oldest] = all.keys();
  if (all.size > most) all.delete(oldest);
  return value;
}
