// A part may change while somebody types in it: what was typed, where the
// focus was and how far it was scrolled stays.

export function keeping(part, change) {
  const typed = new Map();
  for (const input of part.querySelectorAll("[name]")) {
    typed.set(nameOf(input), isChoice(input) ? input.checked : input.value);
  }
  const focus = part.contains(document.activeElement) ? trace(document.activeElement) : null;
  const top = scroller(part)?.scrollTop;
  change();
  for (const input of part.querySelectorAll("[name]")) {
    const before = typed.get(nameOf(input));
    if (before === undefined) continue;
    if (isChoice(input)) input.checked = before;
    else input.value = before;
  }
  if (top) scroller(part).scrollTop = top;
  if (focus) part.querySelector(focus)?.focus({ preventScroll: true });
}

const scroller = (part) => (part.matches(".scroll") ? part : part.querySelector(".scroll, .modal-blocks"));
const isChoice = (input) => input.type === "checkbox" || input.type === "radio";
const nameOf = (input) => `${input.name} ${isChoice(input) ? input.value : ""}`;

const MARKS = [
  ...["name", "value", "href", "data-action", "data-block", "data-value", "data-advance", "data-next"],
  ...["data-bench", "data-away", "data-disarm", "data-tour-begin", "data-thread", "data-menu"],
];

function trace(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const found = MARKS.filter((mark) => element.hasAttribute(mark));
  return element.localName + found.map((mark) => `[${mark}="${CSS.escape(element.getAttribute(mark))}"]`).join("");
}
