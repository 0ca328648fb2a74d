// Who looks, and at what.
export const { as: me, at } = document.body.dataset;
export const $ = (id) => document.getElementById(id);
export const here = { thread: $("thread").dataset.open, newFrom: document.body.dataset.newFrom };
