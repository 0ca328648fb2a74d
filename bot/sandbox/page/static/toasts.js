// Short notices, which go away by themselves.
import { $ } from "./where.js";

const SECONDS = 9;

// A toast with a *topic* takes the place of the earlier one on the same topic.
export function toast(text, topic = null) {
  const holder = $("toasts");
  if (topic) holder.querySelector(`[data-topic="${topic}"]`)?.remove();
  const item = document.createElement("div");
  item.className = "toast";
  if (topic) item.dataset.topic = topic;
  item.append(text);
  const close = document.createElement("button");
  close.type = "button";
  close.ariaLabel = "Dismiss";
  close.textContent = "✕";
  close.addEventListener("click", () => item.remove());
  item.append(close);
  // A modal makes the rest of the page inert: the notice goes where it is seen.
  ($("modal").open ? $("modal") : document.body).append(holder);
  holder.append(item);
  setTimeout(() => item.remove(), SECONDS * 1000);
}
