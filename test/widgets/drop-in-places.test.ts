// Elements wherever a page puts them: in shadow roots of its own, in frames, cloned and moved.
import "../../widgets/index.ts";
import { equal, mount, part, until } from "./support.ts";

const attributes = { "client-id": "acme", "job-id": "4711", locale: "en" };
const href = "https://acme.pitchyou.de/go/4711";
const green = "rgb(37, 211, 102)";

function isWhole(element: HTMLElement, message: string): void {
  const link = part(element, "link");
  equal(link.getAttribute("href"), href, message);
  equal(element.shadowRoot?.querySelectorAll("a").length, 1, message);
  equal(element.ownerDocument.defaultView?.getComputedStyle(link).backgroundColor, green, message);
}

describe("the drop-in script, wherever elements stand", () => {
  afterEach(() => document.body.replaceChildren());

  it("PY-19 finds them in shadow roots within shadow roots, made before or after", async () => {
    const outer = document.createElement("div").attachShadow({ mode: "open" });
    const middle = document.createElement("section");
    const inner = middle.attachShadow({ mode: "open" });
    inner.innerHTML = '<pitchyou-chat profile-id="p"></pitchyou-chat>';
    outer.append(middle);
    document.body.append(outer.host);
    await until(() => customElements.get("pitchyou-chat"), "an element in a root that was there before");

    const questions = document.createElement("interview-questions");
    inner.append(questions);
    await until(() => customElements.get("interview-questions"), "an element that came into such a root later");
  });

  it("PY-19 a clone is an element of its own, with the attributes and the page's own link", async () => {
    const element = await mount("pitchyou-apply-button", attributes);
    element.append(Object.assign(document.createElement("a"), { href }));
    await customElements.whenDefined("pitchyou-apply-button");
    const clone = element.cloneNode(true);
    document.body.append(clone);
    const [first, second] = document.querySelectorAll("pitchyou-apply-button");
    if (!first || !second) throw new Error("there are not two");
    await second.updateComplete;
    isWhole(first, "the first");
    isWhole(second, "the clone");
    equal(second.children.length, 1);
    const clicks: string[] = [];
    const listen = (event: HTMLElementEventMap["pitchyou-apply-click"]): void => {
      event.preventDefault();
      clicks.push(event.detail.jobId);
    };
    document.addEventListener("pitchyou-apply-click", listen);
    part(second, "link").click();
    document.removeEventListener("pitchyou-apply-click", listen);
    equal(clicks.join(), "4711", "one click of the clone is one event");
  });

  it("PY-19 a template's content comes alive when it is put on the page, each time", async () => {
    const template = document.createElement("template");
    template.innerHTML = '<pitchyou-apply-button client-id="acme" job-id="4711" locale="en"></pitchyou-apply-button>';
    for (let time = 1; time < 3; time++) {
      document.body.append(document.importNode(template.content, true));
      await until(() => [...document.querySelectorAll("pitchyou-apply-button")].filter((each) => each.shadowRoot?.querySelector("a")).length === time, "the link");
    }
    for (const each of document.querySelectorAll("pitchyou-apply-button")) isWhole(each, "of a template");
  });

  it("PY-19 stays whole when moved about, also between roots", async () => {
    const element = await mount("pitchyou-apply-button", attributes);
    const root = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    for (const place of [root, document.body, root]) {
      place.append(element);
      await element.updateComplete;
      isWhole(element, "moved");
    }
  });
});
