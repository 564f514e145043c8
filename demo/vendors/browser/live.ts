// Keeps a stand-in's page in step with what happens: loads it anew when something on it has changed.
const everyMs = 1000;
const { href = "", version } = document.body.dataset;

async function look(): Promise<void> {
  const answer = await fetch(href).catch(() => undefined);
  if (answer?.ok && (await answer.text()) !== version) location.reload();
}

setInterval(() => document.hidden || void look(), everyMs);
