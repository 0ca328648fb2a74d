// The parts of the page that follow what happens in the workspace.
import { showMoving } from "./clock.js";
import { showModal } from "./dialogs.js";
import { drawBench, refreshBench } from "./bench.js";
import { toast } from "./toasts.js";
import { at, me } from "./where.js";

const shown = {};
let latestToast = Number(document.body.dataset.toasts);
let fetching = false;
let stale = false;

export async function refresh() {
  if (fetching) {
    stale = true;
    return;
  }
  fetching = true;
  stale = false;
  const looking = document.visibilityState === "visible" ? 1 : 0;
  try {
    const query = new URLSearchParams({ as: me, at, looking, toasts: latestToast });
    const { parts, toasts, latest } = await (await fetch(`/parts?${query}`)).json();
    for (const [name, html] of Object.entries(parts)) show(name, html);
    for (const { text } of toasts) toast(text);
    latestToast = latest;
    await refreshBench();
  } catch {
    // The next change tries again.
  }
  fetching = false;
  if (stale) refresh();
}

export function remember(name, html) {
  shown[name] = html;
}

function show(name, html) {
  if (shown[name] === html) return;
  shown[name] = html;
  const part = document.querySelector(`[data-part="${name}"]`);
  if (name === "modal") return showModal(part, html);
  keeping(part, () => {
    part.innerHTML = html;
  });
  if (name !== "clock") return;
  showMoving();
  drawBench();
}

// A part may change while somebody types in it: what was typed, what was
// opened, where the focus was and how far it was scrolled stays.
export function keeping(part, change) {
  const typed = new Map();
  for (const input of part.querySelectorAll("[name]")) {
    typed.set(nameOf(input), isChoice(input) ? input.checked : input.value);
  }
  const focus = part.contains(document.activeElement) ? trace(document.activeElement) : null;
  const scroll = part.querySelector(".scroll, .modal-blocks");
  const top = scroll?.scrollTop;
  const atEnd = scroll && scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
  change();
  for (const input of part.querySelectorAll("[name]")) {
    const before = typed.get(nameOf(input));
    if (before === undefined) continue;
    if (isChoice(input)) input.checked = before;
    else input.value = before;
  }
  const now = part.querySelector(".scroll, .modal-blocks");
  if (now && top !== undefined) now.scrollTop = atEnd && part.id === "main" && at !== "home" ? now.scrollHeight : top;
  if (focus) part.querySelector(focus)?.focus({ preventScroll: true });
}

const isChoice = (input) => input.type === "checkbox" || input.type === "radio";
const nameOf = (input) => `${input.name} ${isChoice(input) ? input.value : ""}`;

const MARKS = ["name", "value", "href", "data-action", "data-block", "data-value", "data-advance", "data-next", "data-bench", "data-away", "data-disarm", "data-tour-begin"];

function trace(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const found = MARKS.filter((mark) => element.hasAttribute(mark));
  return element.localName + found.map((mark) => `[${mark}="${CSS.escape(element.getAttribute(mark))}"]`).join("");
}
