import { on } from 'svelte/events';

/** The one line that explains whatever is pointed at or focused; it follows what it says. */
class Hint {
  sentence = $state.raw<() => string>();

  get text(): string {
    return this.sentence?.() ?? '';
  }
}

export const hint = new Hint();

/** Attachment: shows the sentence while the element is pointed at or focused. */
export function explains(sentence: () => string) {
  return (element: Element) => {
    const show = () => (hint.sentence = sentence);
    const hide = () => (hint.sentence = undefined);
    const stop = [
      on(element, 'pointerenter', show),
      on(element, 'focusin', show),
      on(element, 'pointerleave', hide),
      on(element, 'focusout', hide),
    ];
    return () => {
      stop.forEach((remove) => remove());
      if (hint.sentence === sentence) hide();
    };
  };
}
