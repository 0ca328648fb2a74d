// The bench: what goes on behind the scenes, beside the page.
import { keeping } from "./keeping.js";
import { $ } from "./where.js";

const KEPT = "ai-path-bench";
const TABS = [...document.querySelectorAll("[data-tab]")].map((button) => button.dataset.tab);
let tab = TABS.find((name) => name === sessionStorage.getItem(KEPT)) ?? null;
let shown = "";

export async function refreshBench() {
  if (!tab) return;
  const html = await (await fetch(`/bench/${tab}`)).text();
  if (html === shown) return;
  shown = html;
  keeping($("bench"), () => {
    $("bench-body").innerHTML = html;
  });
}

export function openBench(name) {
  tab = name;
  if (name) sessionStorage.setItem(KEPT, name);
  else sessionStorage.removeItem(KEPT);
  draw();
  return refreshBench();
}

function draw() {
  $("bench").hidden = !tab;
  document.querySelector("[data-bench]")?.setAttribute("aria-expanded", String(Boolean(tab)));
  for (const button of document.querySelectorAll("[data-tab]")) {
    button.setAttribute("aria-pressed", String(button.dataset.tab === tab));
  }
}

document.addEventListener("click", async (event) => {
  const toggle = event.target.closest("[data-bench]");
  const choice = event.target.closest("[data-tab]");
  if (choice) await openBench(choice.dataset.tab);
  else if (toggle && tab) close();
  else if (toggle) {
    await openBench(TABS[0]);
    $("bench-title").focus();
  } else if (event.target.closest("[data-bench-close]")) close();
});

function close() {
  openBench(null);
  document.querySelector("[data-bench]").focus();
}

$("bench").addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

export { draw as drawBench };

draw();
