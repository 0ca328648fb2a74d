// Writing messages and commands, with suggestions for both.
import { knock } from "./doors.js";
import { scrollToEnd } from "./scrolling.js";
import { $ } from "./where.js";

const text = $("composer-text");
const list = $("suggestions");
const hints = text ? JSON.parse($("hints").textContent) : null;
let offered = [];
let picked = -1;

export async function send(form) {
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

// Says whether there is a line to write in.
export function fillIn(words) {
  if (!text) return false;
  text.value = words;
  text.focus();
  grow();
  return true;
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
  list.replaceChildren(...offered.map(item));
  list.hidden = !offered.length;
  text.setAttribute("aria-expanded", String(offered.length > 0));
  if (picked >= 0) {
    text.setAttribute("aria-activedescendant", `hint-${picked}`);
    list.children[picked].scrollIntoView({ block: "nearest" });
  } else text.removeAttribute("aria-activedescendant");
}

function item(hint, place) {
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
}

function take(hint) {
  const end = text.selectionStart;
  const before = text.value.slice(0, end).replace(/(^\/.*|@[\w.-]*)$/, "");
  text.value = before + hint.insert + text.value.slice(end);
  clear();
  text.focus();
}

function clear() {
  offered = [];
  picked = -1;
  draw();
}

function walk(event) {
  const open = offered.length > 0;
  const typedOut = open && offered[picked].insert.trimEnd() === text.value.trimEnd();
  if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    picked = (picked + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length;
    draw();
  } else if (open && (event.key === "Tab" || (event.key === "Enter" && !typedOut)) && !event.shiftKey) {
    take(offered[picked]);
  } else if (open && event.key === "Escape") {
    clear();
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    text.form.requestSubmit();
  } else return;
  event.preventDefault();
}

if (text) {
  text.addEventListener("input", () => {
    grow();
    offer();
  });
  text.addEventListener("blur", clear);
  text.addEventListener("keydown", walk);
}
