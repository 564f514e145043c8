// Elements that come to another document, a window of the page's own for example: browsers take their style sheets off there.
import "../../widgets/interview-questions/define.ts";
import "../../widgets/pitchyou-apply-button/define.ts";
import { equal, mount, ok, part, until } from "./support.ts";

const attributes = { "client-id": "acme", "job-id": "4711", qr: "", locale: "en" };
const href = "https://acme.pitchyou.de/go/4711";

const look = (element: HTMLElement, name: string, property: "backgroundColor" | "fontSize"): string | undefined =>
  element.ownerDocument.defaultView?.getComputedStyle(part(element, name))[property];
const isGreen = (element: HTMLElement): boolean => look(element, "link", "backgroundColor") === "rgb(37, 211, 102)";

async function frame(): Promise<Document> {
  const element = document.createElement("iframe");
  document.body.append(element);
  await until(() => element.contentDocument?.body, "the frame");
  if (!element.contentDocument) throw new Error("no document");
  return element.contentDocument;
}

describe("an element in another document", () => {
  afterEach(() => document.body.replaceChildren());

  it("PY-19 keeps link and looks in another document, and back again", async () => {
    const element = await mount("pitchyou-apply-button", attributes);
    await until(() => isGreen(element), "the button");
    const there = await frame();
    there.body.append(there.adoptNode(element));
    await until(() => isGreen(element), "its looks in the frame");
    equal(part(element, "link").getAttribute("href"), href);
    part(element, "qr").click();
    await until(() => element.shadowRoot?.querySelector("[part=qr-panel]"), "the code");
    await until(() => look(element, "qr-panel", "backgroundColor") === "rgb(255, 255, 255)", "the looks of a file that came there");
    document.body.append(document.adoptNode(element));
    await until(() => isGreen(element), "its looks back on the page");
    equal(look(element, "qr-panel", "backgroundColor"), "rgb(255, 255, 255)");
  });

  it("IS-18 takes along the looks that came with a file of their own", async () => {
    const element = await mount("interview-questions", { "job-id": "4711", "preview-state": "ready", "show-times": "", locale: "en" });
    await until(() => element.shadowRoot?.querySelector("[part=times]"), "the times");
    const size = look(element, "times", "fontSize");
    const there = await frame();
    there.body.append(there.adoptNode(element));
    equal(look(element, "times", "fontSize"), "16px", "without looks");
    await until(() => look(element, "times", "fontSize") === size, "the small print");
  });

  it("PY-19 made on the page for another document, it looks there as it does here", async () => {
    const element = document.createElement("pitchyou-apply-button");
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    (await frame()).body.append(element);
    await until(() => element.shadowRoot?.querySelector("a") && isGreen(element), "its looks");
  });

  it("PY-19 a document made by script alone holds it without harm", async () => {
    const apart = document.implementation.createHTMLDocument("apart");
    const element = document.createElement("pitchyou-apply-button");
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    apart.body.append(apart.adoptNode(element));
    document.body.append(document.adoptNode(element));
    await until(() => element.shadowRoot?.querySelector("a") && isGreen(element), "its looks on the page");
    ok(element.href === href, "its link");
  });
});
