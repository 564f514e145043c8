// The vendor's widget for a page of the ATS: one global with `mount`, which shows the chat and answers how to take it away.
// A classic script, so it has no imports; the real one's interface is not published, this is the one `<pitchyou-chat>` expects.

Object.assign(globalThis, {
  PitchYouChat: {
    mount(container: HTMLElement, { url }: { url: string }): () => void {
      const frame = document.createElement("iframe");
      frame.src = url;
      frame.title = "Chat";
      frame.referrerPolicy = "no-referrer";
      container.classList.add("pitchyou-widget");
      container.replaceChildren(frame);
      return () => frame.remove();
    },
  },
});
