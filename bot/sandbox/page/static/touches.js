// Pressing the bot's buttons, and choosing from its menus.
import { agreed } from "./dialogs.js";
import { knock } from "./doors.js";
import { gather, read } from "./fields.js";

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

async function press(button) {
  if (!(await agreed(button))) return;
  button.classList.add("sending");
  button.disabled = true;
  await touch(button, button.dataset.value);
  button.classList.remove("sending");
  button.disabled = false;
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.overflow[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-press]");
  closeMenus(button ? null : event.target.closest("details.overflow"));
  if (button) press(button);
});

document.addEventListener("change", async (event) => {
  const field = event.target.closest("[data-touches]");
  if (field && (await agreed(field))) touch(field, read(field));
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
});
