// A page of its own in a tab: opened empty within the click, which no popup blocker stops, and sent on once the address is there.

export interface Tab {
  send(url: string): void;
  close(): void;
}

/** Undefined where the browser opens no window. */
export function openTab(title: string): Tab | undefined {
  const tab = window.open("", "_blank");
  return tab ? steerTab(tab, title) : undefined;
}

/** Of an empty tab, which has this title until it is sent on. */
export function steerTab(tab: Window, title: string): Tab {
  tab.opener = null;
  const { document } = tab;
  document.title = title;
  document.body.textContent = title;
  return {
    send(url) {
      // A link of the empty page, not `location`: so the page there learns neither our address nor our window.
      const link = document.createElement("a");
      link.rel = "noreferrer";
      link.href = url;
      document.body.append(link);
      link.click();
    },
    close: () => tab.close(),
  };
}
