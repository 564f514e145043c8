// The chat page: two threads of one conversation, the recruiter's and the applicant's phone.
import { follow, sendForm } from "./conversation.ts";
import { find } from "./thread.ts";

const main = find(document, "main", HTMLElement);
const { key = "", offline = "" } = main.dataset;
const threads = [...main.querySelectorAll<HTMLElement>("[data-side]")].map((section) => ({
  section,
  side: section.dataset["side"] ?? "",
  list: find(section, ".messages", HTMLElement),
}));

const refresh = follow(key, threads, (count) => {
  for (const { section } of threads) section.classList.toggle("has-messages", count > 0);
});

for (const { section, side } of threads) {
  const form = find(section, ".composer", HTMLFormElement);
  const input = find(form, "input[name=text]", HTMLInputElement);
  const send = () => void sendForm(form, key, side, find(section, ".notice", HTMLElement), offline).then(refresh);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  find(form, "input[type=file]", HTMLInputElement).addEventListener("change", send);
  section.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLElement && target.dataset["text"]) {
      input.value = target.dataset["text"];
      input.focus();
    }
  });
}

const switches = [...main.querySelectorAll<HTMLButtonElement>("[data-show]")];
function show(side: string): void {
  main.dataset["showing"] = side;
  for (const button of switches) button.setAttribute("aria-pressed", String(button.dataset["show"] === side));
}
for (const button of switches) button.addEventListener("click", () => show(button.dataset["show"] ?? "recruiter"));
show("recruiter");
