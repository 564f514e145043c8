// Keeps the settings page in step with what happens: loads it anew when something on it has changed.
import { find } from "./find.ts";

const everyMs = 1500;
const { version } = find("main", HTMLElement).dataset;

async function look(): Promise<void> {
  const answer = await fetch("/linkedin/recruiter/version").catch(() => undefined);
  if (answer?.ok && (await answer.text()) !== version) location.reload();
}

setInterval(() => document.hidden || void look(), everyMs);
