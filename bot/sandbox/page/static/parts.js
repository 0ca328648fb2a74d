// The parts of the page that follow what happens in the workspace: only what changed is sent.
import { drawBench, refreshBench } from "./bench.js";
import { showMoving } from "./clock.js";
import { showModal } from "./dialogs.js";
import { keeping } from "./keeping.js";
import { follow } from "./scrolling.js";
import { toast } from "./toasts.js";
import { $, at, here, me } from "./where.js";

const have = {};
let latestToast = Number(document.body.dataset.toasts);
let running = null;
let again = false;

for (const { dataset } of document.querySelectorAll("[data-digest]")) {
  have[dataset.part ?? dataset.list ?? dataset.key] = dataset.digest;
}

// Whoever waits for a refresh gets one that began after they asked.
export async function refresh({ arrives = false } = {}) {
  if (running) {
    again = true;
    return running;
  }
  running = (async () => {
    do {
      again = false;
      await fetchNews(arrives);
    } while (again);
    running = null;
  })();
  return running;
}

async function fetchNews(arrives) {
  try {
    const response = await fetch("/parts", { method: "POST", body: JSON.stringify(wanted(arrives)) });
    const news = await response.json();
    for (const [name, part] of Object.entries(news.parts)) show(name, part);
    follow(() => showLists(news));
    for (const { text } of news.toasts) toast(text);
    latestToast = news.latest;
    here.newFrom = news.new_from;
    await refreshBench();
  } catch {
    // The next change tries again.
  }
}

function wanted(arrives) {
  const looking = document.visibilityState === "visible";
  return { as: me, at, thread: here.thread, new_from: here.newFrom, looking, arrives, toasts: latestToast, have };
}

function show(name, { html, digest }) {
  have[name] = digest;
  const part = document.querySelector(`[data-part="${name}"]`);
  if (name === "modal") return showModal(part, html);
  keeping(part, () => {
    part.innerHTML = html;
  });
  if (name !== "clock") return;
  showMoving();
  drawBench();
}

function showLists({ lists, items }) {
  const fresh = new Map(Object.entries(items));
  for (const [name, { keys, digest }] of Object.entries(lists)) {
    have[name] = digest;
    order(document.querySelector(`[data-list="${name}"]`), keys, fresh);
  }
  for (const [key, item] of fresh) {
    const element = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (element) fill(element, item);
  }
}

function order(list, keys, fresh) {
  const known = new Map([...list.children].map((element) => [element.dataset.key, element]));
  let place = list.firstElementChild;
  for (const key of keys) {
    const element = known.get(key) ?? made(key);
    known.delete(key);
    if (element === place) place = place.nextElementSibling;
    else list.insertBefore(element, place);
    if (fresh.has(key)) fill(element, fresh.get(key));
    fresh.delete(key);
  }
  for (const element of known.values()) drop(element);
}

function made(key) {
  const element = document.createElement("div");
  element.dataset.key = key;
  return element;
}

function fill(element, { html, digest }) {
  have[element.dataset.key] = digest;
  keeping(element, () => {
    element.innerHTML = html;
  });
}

function drop(element) {
  delete have[element.dataset.key];
  element.remove();
}

export function emptyThread() {
  const list = $("thread-scroll");
  for (const element of [...list.children]) drop(element);
  delete have.thread;
}
