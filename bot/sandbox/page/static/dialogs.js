// Modals of the bot, and the question before a button with a confirmation.
import { knock } from "./doors.js";
import { gather } from "./fields.js";
import { keeping } from "./keeping.js";
import { $ } from "./where.js";

let cameFrom = null;

export function showModal(dialog, html) {
  const before = dialog.querySelector("form")?.dataset;
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const card = holder.content.querySelector("form");
  if (!card) return takeAway(dialog);
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

function takeAway(dialog) {
  dialog.replaceChildren();
  if (dialog.open) dialog.close();
  cameFrom?.focus();
  cameFrom = null;
}

export function showFirstModal() {
  const dialog = $("modal");
  if (dialog.querySelector("form")) dialog.showModal();
}

function closeModal(which) {
  const view = $("modal").querySelector("form")?.dataset.view;
  if (view) knock("submit", { view, close: which === "all" ? "all" : true });
}

export async function submitModal(form) {
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

export async function agreed(element) {
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

$("modal").addEventListener("cancel", (event) => {
  event.preventDefault();
  closeModal("one");
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-close]");
  if (button) closeModal(button.dataset.close);
});
