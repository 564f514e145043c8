// The page in the plugin's frame: who is signed in, what was requested, and the messages to the page around it.
import { find } from "./find.ts";

type Item = { integrationContext: string; integrationType: string; tenantType: string };
type Row = { item: Item; name: string; where: string; onboardingStatus: string; shape: string; tone: string; text: string };

const main = find("main", HTMLElement);
const { key = "", origin = "", offline = "", notify = "" } = main.dataset;
const signIn = find("#sign-in", HTMLFormElement);
const packages = find("#packages", HTMLFormElement);
const list = find("#integrations", HTMLElement);
const notice = find("#notice", HTMLElement);
const boxes = [...packages.querySelectorAll<HTMLInputElement>("[name=bundle]")];
const pollMs = 1000;

let contract = "";
let shown = "";

signIn.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(signIn);
  const seat = String(given.get("seat"));
  for (const reason of document.querySelectorAll<HTMLElement>("[data-seat]")) reason.hidden = reason.dataset["seat"] !== seat;
  if (seat !== "admin") return show("refused");
  contract = String(given.get("contract"));
  find("#contract-name", HTMLElement).textContent = signIn.querySelector(`[value="${contract}"] + span`)?.textContent ?? "";
  show("inside");
  return void refresh();
});

packages.addEventListener("submit", (event) => {
  event.preventDefault();
  const bundles = boxes.filter((box) => box.checked && !box.disabled).map((box) => box.value);
  if (bundles.length > 0) void send("requests", { apiKey: key, contract, bundles });
});

document.addEventListener("click", ({ target }) => {
  if (target instanceof HTMLElement && target.matches("[data-leave]")) {
    contract = "";
    shown = "";
    for (const box of boxes) Object.assign(box, { checked: false, disabled: false });
    show("sign-in");
  }
});

function show(id: string): void {
  for (const part of [signIn, find("#refused", HTMLElement), find("#inside", HTMLElement)]) part.hidden = part.id !== id;
}

async function send(path: string, body: object): Promise<void> {
  const answer = await fetch(`/linkedin/plugin/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).catch(() => undefined);
  notice.textContent = answer?.ok ? "" : offline;
  if (!answer?.ok) return;
  const { callbacks }: { callbacks: Item[][] } = await answer.json();
  for (const integrations of callbacks) post({ integrations });
  await refresh();
}

async function refresh(): Promise<void> {
  if (contract === "" || document.hidden) return;
  const asked = contract;
  const answer = await fetch(`/linkedin/plugin/integrations?${new URLSearchParams({ api_key: key, contract })}`).catch(() => undefined);
  if (!answer?.ok || asked !== contract) return;
  const text = await answer.text();
  if (text === shown) return;
  shown = text;
  const { items, bundles }: { items: Row[]; bundles: string[] } = JSON.parse(text);
  for (const box of boxes.filter(({ value }) => bundles.includes(value))) Object.assign(box, { checked: true, disabled: true });
  find("#none", HTMLElement).hidden = items.length > 0;
  list.replaceChildren(...items.map(rowOf));
}

function rowOf(row: Row): HTMLElement {
  const item = element("li", "");
  const what = element("span", "what");
  what.append(element("span", "", row.name), element("span", "muted small", row.where));
  const state = element("span", `state ${row.tone}`);
  const shape = element("span", "shape", row.shape);
  shape.setAttribute("aria-hidden", "true");
  state.append(shape, row.text);
  item.append(what, state);
  if (row.onboardingStatus === "REQUESTED") {
    const button = element("button", "button quiet", notify);
    button.setAttribute("type", "button");
    button.addEventListener("click", () => void send("notices", { apiKey: key, item: row.item }));
    item.append(button);
  }
  return item;
}

/** The frame's name says on which channel the page around it listens; its origin the server has checked. */
function post(message: object): void {
  if (window.parent === window) return;
  const { xdChannel }: { xdChannel?: string } = JSON.parse(window.name || "{}");
  window.parent.postMessage({ xdChannel, ...message }, origin);
}

function element(tag: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

new ResizeObserver(() => post({ height: document.body.offsetHeight })).observe(document.body);
setInterval(() => void refresh(), pollMs);
