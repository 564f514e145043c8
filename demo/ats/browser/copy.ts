// Copies the address that a button belongs to, and says so on the button and to screen readers.

const saidForMs = 2000;

async function copy(button: HTMLElement): Promise<void> {
  const field = document.querySelector<HTMLInputElement>(`#${CSS.escape(button.dataset["copies"] ?? "")}`);
  if (!field) return;
  field.select();
  // Where the browser does not allow it, the address is selected, ready to be copied by hand.
  if (
    !(await navigator.clipboard?.writeText(field.value).then(
      () => true,
      () => false,
    ))
  )
    return;

  const copied = button.dataset["copied"] ?? "";
  const label = button.textContent ?? "";
  const status = document.querySelector("#status");
  if (status) status.textContent = copied;
  if (label === copied) return;
  button.textContent = copied;
  setTimeout(() => (button.textContent = label), saidForMs);
}

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>("[data-copies]") : null;
  if (button) void copy(button);
});
