// Conversations are read from the end: who is there stays there.
import { $, at } from "./where.js";

const NEAR = 60;
let atEnd = true;

export function scrollToEnd() {
  const scroll = $("scroll");
  if (scroll && at !== "home") scroll.scrollTop = scroll.scrollHeight;
}

// The window, or what lies beside the conversation, may change its width.
export function keepToEnd() {
  scrollToEnd();
  $("main").addEventListener("scroll", ({ target }) => {
    atEnd = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR;
  }, { capture: true });
  new ResizeObserver(() => {
    if (atEnd) scrollToEnd();
  }).observe($("main"));
}
