// The apply page: consent, the opening message that the applicant sends, then question by question, then the chat goes on.
import { follow, sendForm } from "./conversation.ts";
import { addBubble, find } from "./thread.ts";

type Ask = { text: string; kind: "text" | "choice" | "file" | "name" | "email" | "tel"; options: string[] };
type Turn = { id?: string; say: string[]; ask: Ask | null; ended?: boolean; conversation?: string };

const main = find(document, "main", HTMLElement);
const composer = find(main, "#composer", HTMLFormElement);
const input = find(composer, "input[name=text]", HTMLInputElement);
const list = find(main, "#messages", HTMLElement);
const options = find(main, "#options", HTMLElement);
const notice = find(main, "#notice", HTMLElement);
const file = find(composer, "input[type=file]", HTMLInputElement);
const { link = "{}", opening = "", offline = "" } = main.dataset;
const pause = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350;

let interview: string | undefined;
let conversation: { key: string; refresh: () => Promise<void> } | undefined;

find(main, "#consent-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  find(main, "#consent", HTMLElement).hidden = true;
  find(main, "#thread", HTMLElement).hidden = false;
  input.value = opening;
  input.focus();
  input.scrollLeft = 0;
});

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  if (conversation) void sendForm(composer, conversation.key, "applicant", notice, offline).then(conversation.refresh);
  else if (interview === undefined) void begin();
  else if (input.value.trim() !== "") void answer(fields({ text: input.value }), input.value);
});
file.addEventListener("change", () => {
  const chosen = file.files?.[0];
  if (conversation) composer.requestSubmit();
  else if (chosen) void answer(fields({ file: chosen }), "", chosen.name);
});
find(main, "#sample", HTMLButtonElement).addEventListener("click", ({ currentTarget }) => void answer(fields({ sample: "1" }), "", textOf(currentTarget)));
find(main, "#skip", HTMLButtonElement).addEventListener("click", ({ currentTarget }) => void answer(fields({ skip: "1" }), textOf(currentTarget)));
options.addEventListener("click", ({ target }) => {
  if (target instanceof HTMLButtonElement) void answer(fields({ text: textOf(target) }), textOf(target));
});

async function begin(): Promise<void> {
  const turn = await post("/pitchyou/interviews", link, { "content-type": "application/json" });
  if (!turn) return;
  interview = turn.id;
  find(main, "#hint", HTMLElement).hidden = true;
  addBubble(list, { from: "applicant", text: input.value }, true);
  await show(turn);
}

async function answer(body: FormData, text: string, fileName?: string): Promise<void> {
  const turn = await post(`/pitchyou/interviews/${interview}/answers`, body);
  if (!turn) return;
  addBubble(list, { from: "applicant", text, ...(fileName && { file: { name: fileName } }) }, true);
  await show(turn);
}

async function show(turn: Turn): Promise<void> {
  composer.reset();
  options.replaceChildren();
  for (const text of [...turn.say, ...(turn.ask ? [turn.ask.text] : [])]) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    addBubble(list, { from: "employer", text }, false);
  }
  offer(turn.ask);
  composer.hidden = turn.ended === true;
  if (turn.conversation) {
    find(main, "#attach", HTMLElement).hidden = false;
    find(main, "#attach", HTMLElement).classList.add("icon");
    conversation = { key: turn.conversation, refresh: follow(turn.conversation, [{ list, side: "applicant" }], () => undefined) };
  }
}

function offer(ask: Ask | null): void {
  for (const id of ["#attach", "#sample", "#skip"]) find(main, id, HTMLElement).hidden = ask?.kind !== "file";
  input.hidden = ask?.kind === "file";
  find(main, "#send", HTMLElement).hidden = ask?.kind === "file";
  input.type = ask?.kind === "email" || ask?.kind === "tel" ? ask.kind : "text";
  options.replaceChildren(...(ask?.options ?? []).map(quickReply));
  const first = ask?.kind === "file" ? find(main, "#sample", HTMLElement) : (options.querySelector("button") ?? input);
  first.focus();
  list.scrollTop = list.scrollHeight;
}

function quickReply(text: string): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = text;
  return button;
}

async function post(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Turn | undefined> {
  const response = await fetch(path, { method: "POST", body, headers }).catch(() => undefined);
  notice.textContent = response ? "" : offline;
  return response?.json();
}

function fields(values: Record<string, string | Blob>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

function textOf(target: EventTarget | null): string {
  return target instanceof HTMLElement ? (target.textContent ?? "").trim() : "";
}
