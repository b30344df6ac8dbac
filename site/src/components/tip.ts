import type { Attachment } from 'svelte/attachments';

/** Explains an element on hover and focus; assistive technology reads the same text as its description. */
export function tip(text: string): Attachment<HTMLElement> {
  return (element) => {
    let shown: HTMLElement | undefined;
    const hide = () => {
      shown?.remove();
      shown = undefined;
    };
    const show = () => {
      hide();
      shown = bubble(text);
      element.ownerDocument.body.append(shown);
      shown.showPopover();
      place(shown, element.getBoundingClientRect());
    };
    const escape = (event: KeyboardEvent) => event.key === 'Escape' && hide();
    element.setAttribute('aria-description', text);
    const listeners: [string, EventListener][] = [
      ['mouseenter', show],
      ['mouseleave', hide],
      ['focus', show],
      ['blur', hide],
      ['keydown', escape as EventListener],
    ];
    for (const [name, listener] of listeners) element.addEventListener(name, listener);
    return () => {
      hide();
      for (const [name, listener] of listeners) element.removeEventListener(name, listener);
    };
  };
}

function bubble(text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'tip';
  element.popover = 'manual';
  element.setAttribute('aria-hidden', 'true');
  element.textContent = text;
  return element;
}

/** Below what it explains, or above where the window ends; never out of it. */
function place(element: HTMLElement, anchor: DOMRect): void {
  const { width, height } = element.getBoundingClientRect();
  const left = Math.max(8, Math.min(anchor.left, innerWidth - width - 8));
  const below = anchor.bottom + 6;
  element.style.left = `${left}px`;
  element.style.top = `${below + height < innerHeight ? below : Math.max(8, anchor.top - height - 6)}px`;
}
