// The loader, as pages include it: finds its own tag, reads the lines in it, fetches the extensions, and turns tags of type `IN/…` into widgets.
// A classic script; it puts one global on the page, and the first one on a page stays the only one.

(() => {
  type Make = (tag: HTMLScriptElement) => void;

  if (Reflect.has(window, "IN")) return;
  const own = [...document.querySelectorAll("script")].find(({ src }) => /\/xdoor\/scripts\/in\.js(?:[?#]|$)/.test(src));
  if (!own) {
    console.error("in.js cannot find its own script tag");
    return;
  }

  const { origin } = new URL(own.src);
  const settings = readLines(own.textContent ?? "");
  const makers = new Map<string, Make>();
  Object.assign(window, { IN: { ENV: { ...settings }, $admit: admit, $refuse: refuse, $extensions: (name: string, make: Make) => makers.set(name, make) } });

  const question = new URLSearchParams({ api_key: settings["api_key"] ?? "", origin: location.origin });
  void load(`${origin}/linkedin/userspace?${question}`);

  // The framework starts also when an extension did not come: its tags then stay as they are.
  async function admit(): Promise<void> {
    const extensions = (settings["extensions"] ?? "").split(",").map((entry) => entry.trim().split("@")[1]);
    await Promise.all(extensions.map((address) => address && load(address)));
    Object.assign(Reflect.get(window, "IN"), { parse });
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => parse());
    else parse();
    for (const name of (settings["onLoad"] ?? "").split(",").filter(Boolean)) {
      const listener: unknown = Reflect.get(window, name.trim());
      if (typeof listener === "function") listener();
    }
  }

  function refuse(reason: string): void {
    console.error(reason);
  }

  function parse(scope: ParentNode = document): void {
    for (const tag of scope.querySelectorAll<HTMLScriptElement>('script[type^="IN/"]')) {
      const make = makers.get(tag.type.slice("IN/".length));
      if (!make) continue;
      tag.type += "+init";
      make(tag);
    }
  }

  function readLines(text: string): Record<string, string> {
    const lines = text
      .replace(/<!--|-->|\/\*[\s\S]*?\*\//g, "")
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
    const read = Object.fromEntries(lines.filter((line) => line.includes(":")).map((line) => [line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]));
    for (const line of lines) if (!line.includes(":") && read["suppressWarnings"] !== "true") console.warn(`in.js does not understand the line "${line}"`);
    return read;
  }

  function load(address: string): Promise<void> {
    return new Promise((resolve) => {
      const script = document.createElement("script");
      script.addEventListener("load", () => resolve());
      script.addEventListener("error", () => resolve());
      script.src = address;
      document.head.append(script);
    });
  }
})();
