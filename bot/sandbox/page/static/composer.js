// Writing messages, replies and commands, with suggestions for what one begins to type.
import { knock } from "./doors.js";
import { scrollToEnd } from "./scrolling.js";
import { $, here } from "./where.js";

const hints = JSON.parse($("hints").textContent);

// One line to write in, with its suggestions.
class Line {
  constructor(form) {
    this.form = form;
    this.text = form.querySelector("textarea");
    this.list = form.querySelector(".suggestions");
    this.offered = [];
    this.picked = -1;
    this.text.addEventListener("input", () => {
      this.grow();
      this.offer();
    });
    this.text.addEventListener("blur", () => this.clear());
    this.text.addEventListener("keydown", (event) => this.press(event));
  }

  get inThread() {
    return Boolean(this.form.closest("#thread"));
  }

  async send() {
    const words = this.text.value.trim();
    if (!words) return;
    this.fill("");
    const door = words.startsWith("/") ? "command" : "message";
    const thread = this.inThread ? { thread: here.thread } : {};
    const answer = await knock(door, { text: words, channel: this.form.dataset.channel, ...thread });
    if (!answer.ok && !this.text.value) this.fill(words);
    scrollToEnd(this.inThread ? "thread-scroll" : "scroll");
  }

  fill(words) {
    this.text.value = words;
    this.grow();
    this.clear();
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
  }

  offer() {
    const words = this.text.value.slice(0, this.text.selectionStart);
    const offered = suggestions(words);
    const [only] = offered;
    const complete = offered.length === 1 && only.insert.trimEnd() === words.trimEnd() && !only.note;
    this.offered = complete ? [] : offered;
    this.picked = this.offered.length ? 0 : -1;
    this.draw();
  }

  clear() {
    this.offered = [];
    this.picked = -1;
    this.draw();
  }

  draw() {
    const items = this.offered.map((hint, place) => this.item(hint, place));
    this.list.replaceChildren(...items);
    this.list.hidden = !items.length;
    if (this.picked < 0) return this.text.removeAttribute("aria-activedescendant");
    this.text.setAttribute("aria-activedescendant", items[this.picked].id);
    items[this.picked].scrollIntoView({ block: "nearest" });
  }

  item(hint, place) {
    const item = document.createElement("li");
    item.id = `${this.text.id}-hint-${place}`;
    item.role = "option";
    item.ariaSelected = String(place === this.picked);
    const name = Object.assign(document.createElement("span"), { className: "name", textContent: hint.name });
    const note = Object.assign(document.createElement("span"), { className: "note", textContent: hint.note });
    item.append(name, note);
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.take(hint);
    });
    return item;
  }

  take(hint) {
    const end = this.text.selectionStart;
    const before = this.text.value.slice(0, end).replace(/(^\/.*|@[\w.-]*)$/, "");
    this.text.value = before + hint.insert + this.text.value.slice(end);
    this.clear();
    this.text.focus();
  }

  press(event) {
    const open = this.offered.length > 0;
    const typedOut = open && this.offered[this.picked].insert.trimEnd() === this.text.value.trimEnd();
    const takes = event.key === "Tab" || (event.key === "Enter" && !typedOut);
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) this.walk(event.key === "ArrowDown" ? 1 : -1);
    else if (open && takes && !event.shiftKey) this.take(this.offered[this.picked]);
    else if (open && event.key === "Escape") this.clear();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.form.requestSubmit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  walk(by) {
    this.picked = (this.picked + by + this.offered.length) % this.offered.length;
    this.draw();
  }
}

function suggestions(words) {
  if (words.startsWith("/")) return hints.commands.filter((hint) => hint.name.startsWith(words.trimEnd()));
  const mention = words.match(/(^|\s)(@[\w.-]*)$/);
  return mention ? hints.people.filter((hint) => hint.name.startsWith(mention[2].toLowerCase())) : [];
}

const lines = new Map([...document.querySelectorAll("[data-composer]")].map((form) => [form, new Line(form)]));

export function send(form) {
  lines.get(form).send();
}

// Says whether there is a line to write in.
export function fillIn(words) {
  const line = lines.get(document.querySelector("#composer [data-composer]"));
  if (!line) return false;
  line.fill(words);
  line.text.focus();
  return true;
}
