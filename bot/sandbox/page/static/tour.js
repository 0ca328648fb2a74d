// The guided tour: it opens by itself the first time, and goes on after each change of place.
import { fillIn } from "./composer.js";
import { $ } from "./where.js";

const KEPT = "ai-path-tour";
const OVER = "over";
const TYPED = "ai-path-tour-typed";
const tour = $("tour");
const stops = [...tour.querySelectorAll("[data-stop]")];

function go(place) {
  const last = stops.length - 1;
  const here = Math.max(0, Math.min(place, last));
  localStorage.setItem(KEPT, here);
  tour.hidden = false;
  stops.forEach((stop, number) => {
    stop.hidden = number !== here;
  });
  document.body.dataset.tour = stops[here].dataset.target;
  tour.querySelector('[data-tour-step="-1"]').disabled = here === 0;
  tour.querySelector('[data-tour-step="1"]').textContent = here === last ? "Finish" : "Next stop";
}

function end() {
  localStorage.setItem(KEPT, OVER);
  tour.hidden = true;
  delete document.body.dataset.tour;
  document.querySelector("[data-tour-begin]").focus();
}

function begin() {
  go(0);
  $("tour-title").focus();
}

function step(by) {
  const here = Number(localStorage.getItem(KEPT));
  if (here + by >= stops.length) end();
  else go(here + by);
}

// App Home has no line to write in: the words wait until its messages are shown.
function type({ tourType, href }) {
  if (fillIn(tourType)) return;
  sessionStorage.setItem(TYPED, tourType);
  location.href = href;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { dataset } = button;
  if (dataset.tourBegin !== undefined) begin();
  else if (dataset.tourEnd !== undefined) end();
  else if (dataset.tourStep) step(Number(dataset.tourStep));
  else if (dataset.tourType) type(dataset);
});

tour.addEventListener("keydown", (event) => {
  if (event.key === "Escape") end();
});

const kept = localStorage.getItem(KEPT);
if (kept !== OVER) go(Number(kept ?? 0));
const waiting = sessionStorage.getItem(TYPED);
if (waiting && fillIn(waiting)) sessionStorage.removeItem(TYPED);
