// The console's door: loads the words, registers the elements, and lets the page's own tag come alive.
import { preferredLanguage, speak } from "./language.ts";
import { BridgeConsole } from "./app.ts";
import { views } from "./views/index.ts";

await speak(preferredLanguage());
for (const [tag, element] of Object.entries(views)) customElements.define(tag, element);
customElements.define("bridge-console", BridgeConsole);
