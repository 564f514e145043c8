// <pitchyou-apply-button> in a real browser: its link, its words, and what a wrong id does.
import type { PitchyouApplyButton } from "../../widgets/pitchyou-apply-button/define.ts";
import "../../widgets/pitchyou-apply-button/define.ts";
import { collect, equal, mount, ok, part, replace, restore, same, until, visibleText } from "./support.ts";

const ids = { "client-id": "acme", "job-id": "4711" };

function link(button: PitchyouApplyButton): HTMLAnchorElement {
  const anchor = part(button, "link");
  ok(anchor instanceof HTMLAnchorElement, "the link is an anchor");
  return anchor;
}

/** Null where there is no link. */
function hrefOf(button: PitchyouApplyButton): string | null {
  return button.shadowRoot?.querySelector("[part='link']") ? link(button).getAttribute("href") : null;
}

describe("<pitchyou-apply-button>", () => {
  let warnings: string[] = [];

  beforeEach(() => {
    warnings = [];
    replace(console, "warn", (text: unknown) => void warnings.push(String(text)));
  });

  afterEach(() => {
    restore();
    history.replaceState(null, "", location.pathname);
    document.documentElement.lang = "en";
  });

  interface Vector {
    name: string;
    input: Record<string, string | number | null>;
    output?: string;
    error?: string;
  }

  it("PY-13 gives the developer one hint a cause, however many buttons share it", async () => {
    await mount("pitchyou-apply-button", { "job-id": "1" });
    await mount("pitchyou-apply-button", { "job-id": "2" });
    same(warnings, ["<pitchyou-apply-button> shows no link: attribute client-id is missing"]);
  });

  it("PY-12 PY-14 PY-16 builds each link of the contract, byte for byte, from its attributes", async () => {
    const vectors: Vector[] = await (await fetch("/test/fixtures/pitchyou/apply-urls.json")).json();
    for (const { name, input, output, error } of vectors) {
      const { title, ...rest } = input;
      const button = Object.assign(document.createElement("pitchyou-apply-button"), rest, { jobTitle: title });
      const errors = collect(button, "pitchyou-apply-error");
      document.body.append(button);
      await button.updateComplete;
      equal(hrefOf(button), output ?? null, name);
      equal(errors[0]?.detail.code, error, name);
      button.remove();
    }
    ok(vectors.length >= 18, "all vectors are there");
  });

  it("PY-9 PY-15 hands on the key of the chosen template, and none where none was chosen", async () => {
    const button = await mount("pitchyou-apply-button", { ...ids, "template-key": "pflege-basis" });
    equal(hrefOf(button), "https://acme.pitchyou.de/go/4711?jkey=pflege-basis");
    button.removeAttribute("template-key");
    await button.updateComplete;
    equal(hrefOf(button), "https://acme.pitchyou.de/go/4711");
  });

  it("PY-17 takes over the page’s utm values only where asked, and then fills what is empty", async () => {
    history.replaceState(null, "", "?utm_source=newsletter&utm_medium=mail&utm_term=x&utm_content=");
    const plain = await mount("pitchyou-apply-button", { ...ids, "utm-source": "karriereseite" });
    equal(hrefOf(plain), "https://acme.pitchyou.de/go/4711?utm_source=karriereseite");

    const filled = await mount("pitchyou-apply-button", { ...ids, "utm-source": "karriereseite", "utm-content": "kopf", "utm-from-page": "" });
    equal(hrefOf(filled), "https://acme.pitchyou.de/go/4711?utm_source=karriereseite&utm_medium=mail&utm_content=kopf");

    const overridden = await mount("pitchyou-apply-button", { ...ids, "utm-source": "karriereseite", "utm-content": "kopf", "utm-from-page": "override" });
    equal(hrefOf(overridden), "https://acme.pitchyou.de/go/4711?utm_source=newsletter&utm_medium=mail&utm_content=kopf");
  });

  describe("with a JobPosting on the page", () => {
    function describeJobs(...jobs: object[]): void {
      const script = document.createElement("script");
      script.type = "application/ld+json";
      script.textContent = JSON.stringify({ "@context": "https://schema.org", "@graph": jobs });
      document.body.append(script);
    }
    const cook = { "@type": ["JobPosting"], title: "Koch", identifier: { "@type": "PropertyValue", value: "K-1" } };

    it("PY-12 PY-16 takes job id and title from it where they are absent", async () => {
      describeJobs({ "@type": "Organization" }, cook);
      const button = await mount("pitchyou-apply-button", { "client-id": "acme" });
      equal(hrefOf(button), "https://acme.pitchyou.de/go/K-1?title=Koch");
    });

    it("PY-16 does not put its title on the button of another job", async () => {
      describeJobs(cook);
      const button = await mount("pitchyou-apply-button", ids);
      equal(hrefOf(button), "https://acme.pitchyou.de/go/4711");
    });

    it("PY-13 does not guess among several", async () => {
      describeJobs(cook, { ...cook, identifier: "K-2" });
      const button = await mount("pitchyou-apply-button", { "client-id": "acme" });
      equal(hrefOf(button), null);
    });
  });

  describe("without a usable id", () => {
    const faults: [code: string, attributes: Record<string, string>][] = [
      ["missing-client-id", { "job-id": "4711" }],
      ["bad-client-id", { ...ids, "client-id": "evil.example/" }],
      ["missing-job-id", { ...ids, "job-id": " " }],
      ["bad-job-id", { ...ids, "job-id": ".." }],
      ["bad-apply-url", { ...ids, "apply-url": "javascript:alert(1)" }],
    ];

    for (const [code, attributes] of faults) {
      it(`PY-13 ${code}: shows nothing to click and says so in one event`, async () => {
        const errors = collect(document.body, "pitchyou-apply-error");
        const button = await mount("pitchyou-apply-button", attributes);
        button.label = "again";
        await button.updateComplete;
        same(
          errors.map(({ detail }) => [detail.code, detail.retryable]),
          [[code, false]],
        );
        equal(visibleText(button), "");
        equal(button.href, undefined);
        equal(hrefOf(button), null);
        equal(button.shadowRoot?.querySelector("a"), null);
      });
    }

    it("PY-13 explains itself on the page with debug, and in the console without", async () => {
      const button = await mount("pitchyou-apply-button", { "job-id": "4711", debug: "" });
      ok(visibleText(button).includes("client-id is missing"), "the cause is on the page");
    });

    it("PY-13 becomes a link as soon as the id comes", async () => {
      const button = await mount("pitchyou-apply-button", { "client-id": "acme" });
      button.jobId = 4711;
      await button.updateComplete;
      equal(hrefOf(button), "https://acme.pitchyou.de/go/4711");
      ok(link(button).checkVisibility(), "the link is there");
    });

    it("PY-19 leaves a link that the page wrote itself in its place", async () => {
      const button = document.createElement("pitchyou-apply-button");
      button.innerHTML = '<a href="https://acme.pitchyou.de/go/4711">Bewerben</a>';
      document.body.append(button);
      await button.updateComplete;
      const own = button.querySelector("a");
      ok(own && own.checkVisibility() && own.offsetHeight > 0, "the own link is seen without ids");
      Object.assign(button, { clientId: "acme", jobId: "4711" });
      await button.updateComplete;
      equal(own.offsetHeight, 0, "and gives way to the button with them");
    });
  });

  describe("its words", () => {
    const labels = {
      de: "Jetzt einfach per WhatsApp bewerben",
      en: "Apply with WhatsApp",
      fi: "Hae helposti WhatsAppilla",
      sv: "Ansök enkelt via WhatsApp",
      fr: "Postuler simplement par WhatsApp",
    };

    it("PY-10 PY-11 says WhatsApp in each language, and in English for another", async () => {
      for (const [locale, label] of Object.entries({ ...labels, "de-AT": labels.de, fil: labels.en, ru: labels.en })) {
        equal(visibleText(await mount("pitchyou-apply-button", { ...ids, locale })), label, locale);
      }
    });

    it("PY-10 speaks the nearest language, also from within a shadow root", async () => {
      document.documentElement.lang = "sv";
      const host = document.createElement("div");
      host.lang = "fi";
      document.body.append(host);
      equal(visibleText(await mount("pitchyou-apply-button", ids)), labels.sv);
      equal(visibleText(await mount("pitchyou-apply-button", ids, host.attachShadow({ mode: "open" }))), labels.fi);
    });

    it("PY-10 takes a label or a text instead of its own", async () => {
      const button = await mount("pitchyou-apply-button", { ...ids, label: "WhatsApp-Bewerbung" });
      equal(visibleText(button), "WhatsApp-Bewerbung");
      button.label = null;
      button.texts = { label: "Los" };
      await button.updateComplete;
      equal(visibleText(button), "Los");
    });

    it("PY-11 shows a neutral icon, or the page’s own in the slot, both hidden from assistive technology", async () => {
      const button = await mount("pitchyou-apply-button", ids);
      const icon = part(button, "icon");
      equal(icon.getAttribute("aria-hidden"), "true");
      ok(icon.querySelector("slot svg")?.checkVisibility(), "the neutral icon is seen");
      const own = document.createElement("img");
      own.slot = "icon";
      button.append(own);
      equal(own.assignedSlot?.parentElement, icon);
      ok(!icon.querySelector("slot svg")?.checkVisibility(), "it gives way to the own one");
    });
  });

  it("PY-19 is a real link that can be copied and opened in a new tab", async () => {
    const button = await mount("pitchyou-apply-button", { ...ids, target: "_blank", locale: "en" });
    const { href, target, rel, tabIndex } = link(button);
    same({ href, target, rel, tabIndex }, { href: "https://acme.pitchyou.de/go/4711", target: "_blank", rel: "noopener", tabIndex: 0 });
    ok(link(button).textContent.includes("(opens in a new tab)"), "the new tab is announced");
    button.focus();
    equal(button.shadowRoot?.activeElement, link(button));
    button.label = "Another label";
    await button.updateComplete;
    equal(button.shadowRoot?.activeElement, link(button), "a change takes no focus away");
  });

  it("PY-20 tells of the click with nothing personal, and lets a listener keep the page", async () => {
    const button = await mount("pitchyou-apply-button", { ...ids, "template-key": "lager_1", "privacy-href": "/datenschutz", "privacy-version": "2026-11" });
    const clicks = collect(document, "pitchyou-apply-click");
    const cancel = (event: Event): void => event.preventDefault();
    document.addEventListener("pitchyou-apply-click", cancel);
    const stayed = !link(button).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
    document.removeEventListener("pitchyou-apply-click", cancel);
    ok(stayed, "the link was not followed");
    same(
      clicks.map(({ detail }) => detail),
      [{ href: "https://acme.pitchyou.de/go/4711?jkey=lager_1", jobId: "4711", templateKey: "lager_1", privacyHref: `${location.origin}/datenschutz`, privacyVersion: "2026-11" }],
    );
  });

  it("PY-12 PY-35 goes to another address where it is given one, with a TEST mark", async () => {
    const button = await mount("pitchyou-apply-button", { ...ids, "apply-url": "http://{client_id}.localhost:8788/x/" });
    equal(hrefOf(button), "http://acme.localhost:8788/x/go/4711");
    equal(button.state, "test");
    equal(visibleText(button), "Apply with WhatsApp TEST");
    button.applyUrl = null;
    await button.updateComplete;
    equal(button.state, "ready");
    equal(visibleText(button), "Apply with WhatsApp");
    button.applyUrl = "https://pitchyou.de.evil.example";
    await button.updateComplete;
    equal(button.state, "test");
  });

  it("PY-19 puts the privacy notice beside the button, but no script in its place", async () => {
    const button = await mount("pitchyou-apply-button", { ...ids, "privacy-href": "https://acme.example/privacy", locale: "en" });
    equal(part(button, "privacy").querySelector("a")?.href, "https://acme.example/privacy");
    ok(!visibleText(button).includes("consented"), "no consent is claimed");
    button.privacyHref = "javascript:alert(1)";
    await button.updateComplete;
    equal(visibleText(button), "Apply with WhatsApp");
  });

  it("PY-19 draws a QR code of the same link when asked, and takes it back", async () => {
    const button = await mount("pitchyou-apply-button", { ...ids, qr: "", locale: "en" });
    const offer = part(button, "qr");
    const panel = (): Element | null | undefined => button.shadowRoot?.querySelector("[part='qr-panel']");
    equal(offer.ariaExpanded, "false");
    offer.click();
    await until(() => panel()?.querySelector("path")?.getAttribute("d"), "the code");
    equal(offer.ariaExpanded, "true");
    offer.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    ok(!panel(), "Escape closes it");
    offer.click();
    await until(panel, "the code again");
    button.jobId = "another";
    await button.updateComplete;
    ok(!panel(), "a code of another link does not stay");
  });

  it("PY-19 stays whole when moved, and is defined once", async () => {
    const errors = collect(document, "pitchyou-apply-error");
    const button = await mount("pitchyou-apply-button", ids);
    const box = document.body.appendChild(document.createElement("div"));
    box.append(button);
    await button.updateComplete;
    equal(hrefOf(button), "https://acme.pitchyou.de/go/4711");
    await import("../../widgets/pitchyou-apply-button/define.ts");
    equal(errors.length, 0);
  });
});
