// Letting things go wrong on purpose.
import { knock } from "./doors.js";
import { $ } from "./where.js";

document.addEventListener("submit", (event) => {
  if (event.target.dataset.arm === undefined) return;
  knock("fault", {
    method: $("fault-method").value,
    fault: $("fault-wrong").value,
    times: $("fault-times").valueAsNumber,
    retry_after: $("fault-after").valueAsNumber,
  });
});

document.addEventListener("click", (event) => {
  const { dataset } = event.target.closest("[data-away], [data-disarm]") ?? {};
  if (dataset?.away) knock("away", { away: dataset.away === "yes" });
  else if (dataset) knock("fault", { clear: true });
});
