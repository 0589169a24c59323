/** Attachment: Escape anywhere in the element leaves what it shows. */
export const leavesOnEscape = (leave: () => void) => (element: HTMLElement) => {
  const listen = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave();
  };
  element.addEventListener('keydown', listen);
  return () => element.removeEventListener('keydown', listen);
};
