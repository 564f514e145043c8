// Keeps a page of the recruiting area up to date: asks for it again every two seconds and exchanges the parts that changed.
import { relativeTime } from "./relative-time.ts";

const everyMs = 2000;
const language = document.documentElement.lang;

function refresh(): void {
  if (document.hidden) return;
  const request = new XMLHttpRequest();
  request.responseType = "document";
  request.open("GET", location.href);
  request.addEventListener("load", () => {
    if (request.status === 200 && request.responseXML) exchange(request.responseXML);
    // What the page shows has been erased: it says so itself.
    if (request.status === 404) location.reload();
  });
  request.send();
}

function exchange(fresh: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) {
    const next = fresh.querySelector<HTMLElement>(`[data-live="${part.dataset["live"]}"]`);
    if (!next || next.dataset["version"] === part.dataset["version"]) continue;

    const focused = part.contains(document.activeElement) ? document.activeElement?.id : undefined;
    part.replaceWith(document.adoptNode(next));
    if (focused) document.querySelector<HTMLElement>(`#${CSS.escape(focused)}`)?.focus();
    const status = document.querySelector("#status");
    if (status && next.dataset["news"]) status.textContent = next.dataset["news"];
  }
}

function tellTheTime(): void {
  for (const time of document.querySelectorAll("time[data-exact]")) time.textContent = relativeTime(time.getAttribute("datetime") ?? "", language, Date.now());
}

setInterval(refresh, everyMs);
setInterval(tellTheTime, 1000);
document.addEventListener("visibilitychange", refresh);
