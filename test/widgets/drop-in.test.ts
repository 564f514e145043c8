// The drop-in script: an element's code comes when its tag appears, wherever and whenever that is.
import { equal, ok, restore, until } from "./support.ts";

describe("the drop-in script", () => {
  afterEach(restore);

  it("PY-19 loads nothing for a page without elements, and an element’s code when its tag appears", async () => {
    await import("../../widgets/index.ts");
    equal(customElements.get("pitchyou-apply-button"), undefined);
    const box = document.body.appendChild(document.createElement("div"));
    box.innerHTML = '<p><pitchyou-apply-button client-id="acme" job-id="1"><a href="#">Bewerben</a></pitchyou-apply-button></p>';
    await until(() => customElements.get("pitchyou-apply-button"), "the button’s code");
    equal(customElements.get("pitchyou-chat"), undefined, "the chat’s code stays away");
    equal(document.querySelector("pitchyou-apply-button")?.href, "https://acme.pitchyou.de/go/1");
  });

  it("PY-33 finds an element inside an open shadow root, also of an element that is defined later", async () => {
    const host = document.body.appendChild(document.createElement("later-defined"));
    customElements.define(
      "later-defined",
      class extends HTMLElement {
        connectedCallback(): void {
          const root = this.attachShadow({ mode: "open" });
          setTimeout(() => root.append(document.createElement("pitchyou-chat")));
        }
      },
    );
    await until(() => customElements.get("pitchyou-chat"), "the chat’s code");
    ok(host.shadowRoot?.querySelector("pitchyou-chat"), "it stands in the shadow root");
  });
});
