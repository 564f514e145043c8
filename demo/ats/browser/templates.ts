// Shows what an interview asks for as soon as its line is pointed at or reached by keyboard, before it is chosen.

const picker = document.querySelector<HTMLElement>(".picker");

function show(key: string | undefined): void {
  for (const details of picker?.querySelectorAll<HTMLElement>("[data-details]") ?? []) details.classList.toggle("shown", details.dataset["details"] === key);
}

function optionOf(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>("[data-key]")?.dataset["key"] : undefined;
}

function chosen(): string | undefined {
  return picker?.querySelector<HTMLInputElement>("input:checked")?.closest<HTMLElement>("[data-key]")?.dataset["key"];
}

for (const type of ["pointerover", "focusin", "change"]) picker?.addEventListener(type, ({ target }) => show(optionOf(target) ?? chosen()));
for (const type of ["pointerleave", "focusout"]) picker?.addEventListener(type, () => show(chosen()));
show(chosen());
