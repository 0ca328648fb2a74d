// The sandbox's page: it sends what a person does, and fetches the parts that changed.
"use strict";

const me = document.body.dataset.as;
const at = document.body.dataset.at;
const $ = (id) => document.getElementById(id);

// Doors

async function knock(door, body) {
  try {
    const response = await fetch(`/sandbox/${door}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user: me, ...body }),
    });
    const answer = await response.json();
    // What Slack itself shows, a toast or a word of Slackbot, needs no second notice.
    const told = answer.errors || answer.toasts?.length || answer.messages?.length;
    if (!answer.ok && !told) toast(answer.error);
    await refresh();
    return answer;
  } catch {
    toast("The sandbox does not answer. Is it still running?");
    return { ok: false };
  }
}

// Live parts

const shown = {};
let latestToast = Number(document.body.dataset.toasts);
let fetching = false;
let stale = false;

async function refresh() {
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
  } catch {
    // The next change tries again.
  }
  fetching = false;
  if (stale) refresh();
}

function show(name, html) {
  if (shown[name] === html) return;
  shown[name] = html;
  const part = document.querySelector(`[data-part="${name}"]`);
  if (name === "modal") return showModal(part, html);
  keeping(part, () => {
    part.innerHTML = html;
  });
  if (name === "clock") showMoving();
}

// A part may change while somebody types in it: what was typed, what was
// opened, where the focus was and how far it was scrolled stays.
function keeping(part, change) {
  const typed = new Map();
  for (const input of part.querySelectorAll("[name]")) {
    typed.set(`${input.name} ${choice(input) ? input.value : ""}`, choice(input) ? input.checked : input.value);
  }
  const focus = part.contains(document.activeElement) ? trace(document.activeElement) : null;
  const scroll = part.querySelector(".scroll, .modal-blocks");
  const top = scroll?.scrollTop;
  const atEnd = scroll && scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
  change();
  for (const input of part.querySelectorAll("[name]")) {
    const key = `${input.name} ${choice(input) ? input.value : ""}`;
    if (!typed.has(key)) continue;
    if (choice(input)) input.checked = typed.get(key);
    else input.value = typed.get(key);
  }
  const now = part.querySelector(".scroll, .modal-blocks");
  if (now && top !== undefined) now.scrollTop = atEnd && part.id === "main" && at !== "home" ? now.scrollHeight : top;
  if (focus) part.querySelector(focus)?.focus({ preventScroll: true });
}

const choice = (input) => input.type === "checkbox" || input.type === "radio";

function trace(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const marks = ["name", "value", "href", "data-action", "data-block", "data-value", "data-advance"];
  const found = marks.filter((mark) => element.hasAttribute(mark));
  return element.localName + found.map((mark) => `[${mark}="${CSS.escape(element.getAttribute(mark))}"]`).join("");
}

// Modals

let cameFrom = null;

function showModal(dialog, html) {
  const before = dialog.querySelector("form")?.dataset;
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const card = holder.content.querySelector("form");
  if (!card) {
    dialog.replaceChildren();
    if (dialog.open) dialog.close();
    cameFrom?.focus();
    cameFrom = null;
    return;
  }
  const same = before && before.view === card.dataset.view;
  if (same) keeping(dialog, () => dialog.replaceChildren(card));
  else dialog.replaceChildren(card);
  if (!dialog.open) {
    cameFrom = document.activeElement;
    dialog.showModal();
  }
  const wrong = dialog.querySelector("[aria-invalid], .wrong input");
  if (wrong) wrong.focus();
  else if (!same) (dialog.querySelector(".modal-blocks [name]") ?? $("modal-title")).focus();
}

$("modal").addEventListener("cancel", (event) => {
  event.preventDefault();
  closeModal("one");
});

function closeModal(which) {
  const view = $("modal").querySelector("form")?.dataset.view;
  if (view) knock("submit", { view, close: which === "all" ? "all" : true });
}

async function submitModal(form) {
  if (form.getAttribute("aria-busy") === "true") return;
  const button = form.querySelector("button[type=submit]");
  if (!button) return;
  busy(form, button, true);
  const values = gather(form);
  await knock("submit", { view: form.dataset.view, values });
  if (form.isConnected) busy(form, button, false);
}

function busy(form, button, on) {
  form.setAttribute("aria-busy", on);
  button.classList.toggle("sending", on);
  for (const each of form.querySelectorAll("button")) each.disabled = on;
}

// Fields

function read(field) {
  const inputs = [...field.querySelectorAll("[name]")];
  switch (field.dataset.kind) {
    case "one":
      return inputs.find((input) => input.checked)?.value ?? null;
    case "many":
      return inputs.filter((input) => input.checked).map((input) => input.value);
    case "moment":
      return inputs[0].value ? `${inputs[0].value}:00${inputs[0].dataset.offset}` : null;
    default:
      return inputs[0]?.value || null;
  }
}

function gather(container) {
  const values = {};
  for (const field of container.querySelectorAll("[data-field]")) {
    if (field.querySelector("[name]")) values[field.dataset.field] = read(field);
  }
  return values;
}

// Touches

async function touch(element, value) {
  const holder = element.closest("[data-container]");
  if (element.dataset.url) window.open(element.dataset.url, "_blank", "noopener,noreferrer");
  const values = gather(holder);
  delete values[`${element.dataset.block}/${element.dataset.action}`];
  await knock("action", {
    container: JSON.parse(holder.dataset.container),
    action_id: element.dataset.action,
    block_id: element.dataset.block,
    value,
    values,
  });
}

async function agreed(element) {
  const question = element.dataset.confirm;
  return !question || confirmed(JSON.parse(question));
}

function confirmed({ title, text, confirm, deny, style }) {
  const dialog = $("confirm");
  $("confirm-title").textContent = title?.text ?? "Are you sure?";
  $("confirm-text").textContent = text?.text ?? "";
  $("confirm-yes").textContent = confirm?.text ?? "Yes";
  $("confirm-yes").className = `button ${style === "danger" ? "danger" : "primary"}`;
  $("confirm-no").textContent = deny?.text ?? "Cancel";
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

document.addEventListener("click", async (event) => {
  const target = event.target.closest("button");
  for (const menu of document.querySelectorAll("details.overflow[open]")) {
    if (!menu.contains(event.target) || target?.dataset.press !== undefined) menu.open = false;
  }
  if (!target) return;
  if (target.dataset.press !== undefined) {
    if (!(await agreed(target))) return;
    target.classList.add("sending");
    target.disabled = true;
    await touch(target, target.dataset.value);
    target.classList.remove("sending");
    target.disabled = false;
  } else if (target.dataset.close) {
    closeModal(target.dataset.close);
  } else if (target.dataset.advance) {
    advance(target.dataset.advance);
  } else if (target.dataset.menu !== undefined) {
    openSidebar(!$("sidebar").classList.contains("open"));
  }
});

document.addEventListener("change", async (event) => {
  const field = event.target.closest("[data-touches]");
  if (field && (await agreed(field))) touch(field, read(field));
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    openSidebar(false);
    for (const menu of document.querySelectorAll("details.overflow[open]")) menu.open = false;
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  event.preventDefault();
  if (form.dataset.view) submitModal(form);
  else if (form.dataset.composer !== undefined) send(form);
});

// Clock and sidebar

let moving = false;

async function advance(span) {
  moving = true;
  showMoving();
  await knock("clock", { advance: span });
  moving = false;
  showMoving();
}

function showMoving() {
  for (const button of document.querySelectorAll("[data-advance]")) button.disabled = moving;
  document.querySelector("[data-moving]").hidden = !moving;
}

function openSidebar(open) {
  $("sidebar").classList.toggle("open", open);
  document.querySelector("[data-menu]").setAttribute("aria-expanded", open);
}

let shownTime = document.querySelector(".dial-time").dateTime;
let flowedSince = performance.now();

setInterval(() => {
  const dial = document.querySelector(".dial-time[data-running]");
  if (!dial) return;
  if (dial.dateTime !== shownTime) {
    shownTime = dial.dateTime;
    flowedSince = performance.now();
  }
  const now = new Date(Date.parse(shownTime) + performance.now() - flowedSince);
  dial.textContent = now.toISOString().slice(11, 16);
}, 1000);

// Toasts

function toast(text) {
  const holder = $("toasts");
  const item = document.createElement("div");
  item.className = "toast";
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
  setTimeout(() => item.remove(), 9000);
}

// Composer

const text = $("composer-text");
const list = $("suggestions");
const hints = text ? JSON.parse($("hints").textContent) : null;
let offered = [];
let picked = -1;

async function send(form) {
  const words = text.value.trim();
  if (!words) return;
  text.value = "";
  grow();
  offer();
  const door = words.startsWith("/") ? "command" : "message";
  const answer = await knock(door, { text: words, channel: form.dataset.channel });
  if (!answer.ok && !text.value) text.value = words;
  scrollToEnd();
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
}

function offer() {
  const words = text.value.slice(0, text.selectionStart);
  const mention = words.match(/(^|\s)(@[\w.-]*)$/);
  if (words.startsWith("/")) offered = hints.commands.filter((hint) => hint.name.startsWith(words.trimEnd()));
  else if (mention) offered = hints.people.filter((hint) => hint.name.startsWith(mention[2].toLowerCase()));
  else offered = [];
  if (offered.length === 1 && offered[0].insert.trimEnd() === words.trimEnd() && !offered[0].note) offered = [];
  picked = offered.length ? 0 : -1;
  draw();
}

function draw() {
  list.replaceChildren(
    ...offered.map((hint, place) => {
      const item = document.createElement("li");
      item.id = `hint-${place}`;
      item.role = "option";
      item.ariaSelected = String(place === picked);
      const name = Object.assign(document.createElement("span"), { className: "name", textContent: hint.name });
      const note = Object.assign(document.createElement("span"), { className: "note", textContent: hint.note });
      item.append(name, note);
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(hint);
      });
      return item;
    }),
  );
  list.hidden = !offered.length;
  text.setAttribute("aria-expanded", String(offered.length > 0));
  if (picked >= 0) {
    text.setAttribute("aria-activedescendant", `hint-${picked}`);
    list.children[picked].scrollIntoView({ block: "nearest" });
  } else text.removeAttribute("aria-activedescendant");
}

function take(hint) {
  const end = text.selectionStart;
  const before = text.value.slice(0, end).replace(/(^\/.*|@[\w.-]*)$/, "");
  text.value = before + hint.insert + text.value.slice(end);
  offered = [];
  picked = -1;
  draw();
  text.focus();
}

if (text) {
  text.addEventListener("input", () => {
    grow();
    offer();
  });
  text.addEventListener("blur", () => {
    offered = [];
    draw();
  });
  text.addEventListener("keydown", (event) => {
    const open = offered.length > 0;
    const typedOut = open && offered[picked].insert.trimEnd() === text.value.trimEnd();
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      picked = (picked + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length;
      draw();
    } else if (open && (event.key === "Tab" || (event.key === "Enter" && !typedOut)) && !event.shiftKey) {
      take(offered[picked]);
    } else if (open && event.key === "Escape") {
      offered = [];
      draw();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      text.form.requestSubmit();
    } else return;
    event.preventDefault();
  });
}

function scrollToEnd() {
  const scroll = $("scroll");
  if (scroll && at !== "home") scroll.scrollTop = scroll.scrollHeight;
}

// Beginning

// Opening the app's Home or its messages is itself something the bot hears of.
if (at === "home") knock("home", {});
else if (at.startsWith("D")) knock("home", { tab: "messages" });

const changes = new EventSource("/changes");
changes.addEventListener("open", refresh);
changes.addEventListener("message", refresh);
document.addEventListener("visibilitychange", refresh);
scrollToEnd();
const first = $("modal").querySelector("form");
if (first) {
  shown.modal = $("modal").innerHTML;
  $("modal").showModal();
}
