// The list of people and channels, which narrow windows hide.
import { $ } from "./where.js";

function open(on) {
  $("sidebar").classList.toggle("open", on);
  document.querySelector("[data-menu]").setAttribute("aria-expanded", String(on));
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-menu]")) open(!$("sidebar").classList.contains("open"));
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") open(false);
});
