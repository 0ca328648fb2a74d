// Conversations are read from the end: who is there stays there.
import { $, at } from "./where.js";

const NEAR = 60;
const LISTS = at === "home" ? ["thread-scroll"] : ["scroll", "thread-scroll"];
const atEnd = new Map(LISTS.map((id) => [id, true]));

export function scrollToEnd(id) {
  $(id).scrollTop = $(id).scrollHeight;
  atEnd.set(id, true);
}

// Changes what is written, and goes along with those who read at the end.
export function follow(change) {
  change();
  stay();
}

function stay() {
  for (const id of LISTS) if (atEnd.get(id)) scrollToEnd(id);
}

// The window, or what lies beside the conversation, may change its size.
export function keepToEnd() {
  const sizes = new ResizeObserver(stay);
  for (const id of LISTS) {
    const list = $(id);
    list.addEventListener("scroll", () => {
      atEnd.set(id, list.scrollHeight - list.scrollTop - list.clientHeight < NEAR);
    });
    sizes.observe(list);
  }
  stay();
  const news = document.querySelector('[data-key="new"]');
  if (news && at !== "home") news.scrollIntoView({ block: "center" });
}
