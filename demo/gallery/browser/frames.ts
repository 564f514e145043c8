// Gives each frame the height of what stands in it, and takes a choice at once.

function fit(frame: HTMLIFrameElement): void {
  const body = frame.contentDocument?.body;
  // A frame that has not begun shows an empty page first.
  if (!body || frame.contentDocument?.URL === "about:blank") return;
  new ResizeObserver(() => (frame.height = String(Math.ceil(body.getBoundingClientRect().height)))).observe(body);
}

for (const frame of document.querySelectorAll("iframe")) {
  frame.addEventListener("load", () => fit(frame));
  if (frame.contentDocument?.readyState === "complete") fit(frame);
}

const form = document.querySelector("form");
form?.classList.add("at-once");
form?.addEventListener("change", ({ target }) => {
  // Another element may not have the state; the page then shows each.
  if (target instanceof HTMLSelectElement && target.name === "tag") form.querySelector<HTMLSelectElement>("[name=state]")?.removeAttribute("name");
  form.requestSubmit();
});
