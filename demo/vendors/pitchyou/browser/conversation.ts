// Keeps a thread in step with its conversation: asks every second, shows what is new, sends what is written.
import { addBubble, find } from "./thread.ts";

type Message = { number: number; from: string; name: string; text: string; at: string; fileName?: string };

/** `sides` are the lists that show the conversation, each with whose side it is. */
export function follow(key: string, sides: { list: Element; side: string }[], onMessages: (count: number) => void): () => Promise<void> {
  const base = `/pitchyou/conversations/${key}`;
  let last = 0;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    const answer = await fetch(`${base}/messages?after=${last}`);
    const { items }: { items: Message[] } = await answer.json();
    for (const message of items.filter(({ number }) => number > last)) {
      last = message.number;
      const file = message.fileName ? { name: message.fileName, href: `${base}/files/${message.number}` } : undefined;
      for (const { list, side } of sides)
        addBubble(list, { from: message.from, name: message.name, text: message.text, at: message.at, ...(file && { file }) }, message.from === side);
    }
    onMessages(last);
  }
  const refresh = () =>
    (asking ??= ask()
      .catch(() => undefined)
      .finally(() => (asking = undefined)));

  setInterval(() => document.hidden || void refresh(), 1000);
  void refresh();
  return refresh;
}

/** Sends what the form holds; on failure the words stay in it and the notice says so. */
export async function sendForm(form: HTMLFormElement, key: string, from: string, notice: Element, offline: string): Promise<boolean> {
  const body = new FormData(form);
  body.set("from", from);
  const answer = await fetch(`/pitchyou/conversations/${key}/messages`, { method: "POST", body }).catch(() => undefined);
  notice.textContent = answer ? "" : offline;
  if (answer?.ok) form.reset();
  find(form, "input[name=text]", HTMLInputElement).focus();
  return answer?.ok ?? false;
}
