// What stands in the fields of a form.

export function read(field) {
  const inputs = [...field.querySelectorAll("[name]")];
  switch (field.dataset.kind) {
    case "one":
      return inputs.find((input) => input.checked)?.value ?? null;
    case "many":
      return inputs.filter((input) => input.checked).map((input) => input.value);
    case "moment":
      return inputs[0].value ? `${inputs[0].value}:00${inputs[0].dataset.offset}` : null;
    default:
      return inputs[0]?.value || null;
  }
}

export function gather(container) {
  const values = {};
  for (const field of container.querySelectorAll("[data-field]")) {
    if (field.querySelector("[name]")) values[field.dataset.field] = read(field);
  }
  return values;
}
