// The thread beside the conversation.
import { emptyThread, refresh } from "./parts.js";
import { scrollToEnd } from "./scrolling.js";
import { $, here } from "./where.js";

async function open(link) {
  here.thread = link.dataset.thread;
  history.replaceState(null, "", link.getAttribute("href"));
  emptyThread();
  $("thread").hidden = false;
  await refresh();
  scrollToEnd("thread-scroll");
  $("thread-text").focus();
}

function close() {
  const link = document.querySelector(`[data-thread="${CSS.escape(here.thread)}"]`);
  here.thread = "";
  const address = new URL(location.href);
  address.searchParams.delete("thread");
  history.replaceState(null, "", address);
  $("thread").hidden = true;
  emptyThread();
  link?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-thread]");
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    open(link);
  } else if (event.target.closest("[data-thread-close]")) close();
});

$("thread").addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
