// The clock: moving it, and letting it flow.
import { knock } from "./doors.js";
import { toast } from "./toasts.js";

const DATE = new Intl.DateTimeFormat("en-GB", {
  ...{ weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone: "UTC" },
});
let moving = false;

async function move(where) {
  moving = true;
  showMoving();
  const answer = await knock("clock", where);
  moving = false;
  showMoving();
  if (answer.ok) toast(`It is ${DATE.format(new Date(answer.now))} UTC. ${came(answer)}`, "clock");
}

function came({ posted, messages }) {
  if (!posted) return "No message came.";
  const all = posted === 1 ? "One message came" : `${posted} messages came`;
  if (!messages.length) return `${all}, for somebody else.`;
  return posted === messages.length ? `${all}, for you.` : `${all}, ${messages.length} of them for you.`;
}

export function showMoving() {
  for (const button of document.querySelectorAll("[data-advance], [data-next]")) button.disabled = moving;
  document.querySelector("[data-moving]").hidden = !moving;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-advance], [data-next]");
  if (button) move(button.dataset.advance ? { advance: button.dataset.advance } : { to: "next" });
});

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
