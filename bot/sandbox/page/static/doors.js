// The way to the sandbox: each thing that a person does is one request.
import { refresh } from "./parts.js";
import { toast } from "./toasts.js";
import { me } from "./where.js";

export async function knock(door, body) {
  try {
    const response = await fetch(`/sandbox/${door}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user: me, ...body }),
    });
    const answer = await response.json();
    // What Slack itself shows, a toast or a word of Slackbot, needs no second notice.
    const told = answer.errors || answer.toasts?.length || answer.messages?.length;
    if (!answer.ok && !told) toast(answer.error);
    await refresh();
    return answer;
  } catch {
    toast("The sandbox does not answer. Is it still running?");
    return { ok: false };
  }
}
