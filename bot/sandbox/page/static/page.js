// The sandbox's page: it sends what a person does, and fetches the parts that changed.
import { send } from "./composer.js";
import { showFirstModal, submitModal } from "./dialogs.js";
import { knock } from "./doors.js";
import { refresh } from "./parts.js";
import { keepToEnd } from "./scrolling.js";
import { at } from "./where.js";
import "./bench.js";
import "./faults.js";
import "./sidebar.js";
import "./threads.js";
import "./touches.js";
import "./tour.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  event.preventDefault();
  if (form.dataset.view) submitModal(form);
  else if (form.dataset.composer !== undefined) send(form);
});

// Opening the app's Home or its messages is itself something the bot hears of.
if (at === "home") knock("home", {});
else if (at.startsWith("D")) knock("home", { tab: "messages" });

const changes = new EventSource("/changes");
changes.addEventListener("open", () => refresh());
changes.addEventListener("message", () => refresh());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") refresh({ arrives: true });
});
keepToEnd();
showFirstModal();
