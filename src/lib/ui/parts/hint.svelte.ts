import { on } from 'svelte/events';

/** The one line that explains whatever is pointed at or focused. */
class Hint {
  text = $state('');
}

export const hint = new Hint();

/** Attachment: shows the sentence while the element is pointed at or focused. */
export function explains(sentence: () => string) {
  return (element: Element) => {
    const show = () => (hint.text = sentence());
    const hide = () => (hint.text = '');
    const stop = [
      on(element, 'pointerenter', show),
      on(element, 'focusin', show),
      on(element, 'pointerleave', hide),
      on(element, 'focusout', hide),
    ];
    return () => stop.forEach((remove) => remove());
  };
}
