// The extension behind `ATSIntegrationWidget`: puts the plugin's frame in place of a tag and calls the page back with what was requested.
// A classic script, run by the loader.

(() => {
  type Item = { integrationContext: string; integrationType: string; tenantType: string };
  type Message = { xdChannel: string; height?: number; integrations?: Item[] };

  const script = document.currentScript;
  const loader: unknown = Reflect.get(window, "IN");
  if (!(script instanceof HTMLScriptElement) || typeof loader !== "object" || loader === null) return;
  const { origin } = new URL(script.src);
  const register: unknown = Reflect.get(loader, "$extensions");
  const settings: unknown = Reflect.get(loader, "ENV");
  if (typeof register === "function") register("ATSIntegrationWidget", make);

  function make(tag: HTMLScriptElement): void {
    const xdChannel = crypto.randomUUID();
    const name = JSON.stringify({ xdOrigin: location.origin, xdChannel, framework: "@linkedin/xdoor-sdk", version: "stand-in", debug: false });
    const query = new URLSearchParams({ api_key: apiKey(), types: tag.dataset["supportedBundledIntegrationTypes"] ?? "", origin: location.origin });

    const frame = document.createElement("iframe");
    frame.className = "IN-widget IN-widget--iframe";
    frame.title = "LinkedIn Embedded Content";
    frame.id = name;
    frame.name = name;
    for (const [attribute, value] of Object.entries({ scrolling: "no", frameborder: "0", width: tag.dataset["width"] ?? "", height: "1000" })) frame.setAttribute(attribute, value);
    frame.src = `${origin}/linkedin/plugin?${query}`;

    const span = document.createElement("span");
    span.className = "IN-widget";
    span.setAttribute("data-lnkd-debug", tag.outerHTML);
    // Set one by one: a style attribute would be refused under a strict policy.
    Object.assign(span.style, { display: "inline-block", lineHeight: "1", verticalAlign: "bottom", padding: "0", margin: "0", textIndent: "0" });
    span.append(frame);
    const callback = tag.dataset["onintegrate"] ?? "";
    tag.replaceWith(span);

    window.addEventListener("message", function receive({ origin: from, source, data }: MessageEvent<unknown>) {
      if (from !== origin || source !== frame.contentWindow || !isMessage(data) || data.xdChannel !== xdChannel) return;
      if (data.height !== undefined) frame.style.height = `${data.height}px`;
      if (data.integrations) call(callback, data.integrations);
    });
  }

  function call(name: string, integrations: Item[]): void {
    const listener: unknown = Reflect.get(window, name);
    if (typeof listener === "function") listener(integrations);
    else console.error(`onintegrate: window.${name} is not a function`);
  }

  function apiKey(): string {
    const key: unknown = typeof settings === "object" && settings !== null ? Reflect.get(settings, "api_key") : undefined;
    return typeof key === "string" ? key : "";
  }

  function isMessage(data: unknown): data is Message {
    return typeof data === "object" && data !== null && "xdChannel" in data;
  }
})();
