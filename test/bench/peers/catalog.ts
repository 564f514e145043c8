// The peers of each element as their own documentation says to use them. What a vendor only hosts (frames, pictures, flows) is not reached
// here: each row measures what the package itself ships.

/** Which of our elements a peer stands beside. */
export type Kind = "button" | "chat" | "onboarding" | "questions";

export interface Peer {
  id: string;
  name: string;
  kind: Kind;
  /** What a page would write in its own script: bundled, minified, with the production condition. */
  source: string;
  /** The file that the vendor publishes for a script tag, in the place of the bundle. */
  published?: string;
  /** What stands in the page; by default an empty place. */
  html?: string;
  /** Selects what makes it ready, in whatever shadow root; empty where the vendor hosts even that. */
  control: string;
  /** Built into the page by a call and not by a tag: `mountPeer(place)` answers how it is taken away. */
  called?: boolean;
}

const called = (body: string): string => `globalThis.mountPeer = (place) => { ${body} };\n`;

export const peers: Peer[] = [
  {
    id: "lite-youtube",
    name: "lite-youtube-embed",
    kind: "button",
    source: 'import "lite-youtube-embed/src/lite-yt-embed.css"; import "lite-youtube-embed";',
    html: '<lite-youtube videoid="ogfYd705cRs" playlabel="Play: Keynote"></lite-youtube>',
    control: ".lty-playbtn",
  },
  {
    id: "giscus",
    name: "giscus (Lit)",
    kind: "button",
    source: 'import "giscus";',
    html: '<giscus-widget repo="acme/jobs" repoid="R_1" categoryid="C_1" mapping="specific" term="Cook"></giscus-widget>',
    control: "iframe",
  },
  {
    id: "shoelace",
    name: "Shoelace button (Lit)",
    kind: "button",
    source: 'import "@shoelace-style/shoelace/dist/themes/light.css"; import "@shoelace-style/shoelace/dist/components/button/button.js";',
    html: '<sl-button href="/go/4711">Apply with WhatsApp</sl-button>',
    control: "a[part~=base]",
  },
  {
    id: "webawesome",
    name: "Web Awesome button (Lit)",
    kind: "button",
    source: 'import "@awesome.me/webawesome/dist/styles/webawesome.css"; import "@awesome.me/webawesome/dist/components/button/button.js";',
    html: '<wa-button href="/go/4711">Apply with WhatsApp</wa-button>',
    control: "a[part~=base]",
  },
  {
    id: "whatsapp",
    name: "react-floating-whatsapp, React",
    kind: "button",
    source: `import { createElement } from "react"; import { createRoot } from "react-dom/client"; import { FloatingWhatsApp } from "react-floating-whatsapp";
      ${called('const root = createRoot(place); root.render(createElement(FloatingWhatsApp, { phoneNumber: "4915100000000", accountName: "Acme" })); return () => root.unmount();')}`,
    control: ".floating-whatsapp-button",
    called: true,
  },
  {
    id: "cloudflare",
    name: "Cloudflare AI search chat",
    kind: "chat",
    source: 'import "@cloudflare/ai-search-snippet/chat";',
    html: '<chat-page-snippet api-url="https://search.example/"></chat-page-snippet>',
    control: "textarea, .chat-input",
  },
  {
    id: "deep-chat",
    name: "deep-chat",
    kind: "chat",
    source: "",
    published: "deep-chat/dist/deepChat.bundle.js",
    html: "<deep-chat></deep-chat>",
    control: "#text-input",
  },
  {
    id: "nango",
    name: "Nango Connect, frame opened",
    kind: "onboarding",
    source: `import Nango from "@nangohq/frontend";
      ${called('const ui = new Nango({ connectSessionToken: "token" }).openConnectUI({}); return () => ui.close();')}`,
    control: "#connect-ui",
    called: true,
  },
  {
    id: "kombo",
    name: "Kombo Connect, frame opened",
    kind: "onboarding",
    source: `import { showKomboConnect } from "@kombo-api/connect";
      ${called('showKomboConnect("https://connect.kombo.dev/eu/1", { container: place }).catch(() => {}); return () => place.replaceChildren();')}`,
    control: "iframe",
    called: true,
  },
  {
    id: "descope",
    name: "Descope, shell of its flow",
    kind: "onboarding",
    source: "",
    published: "@descope/web-component/dist/index.js",
    html: '<descope-wc project-id="P2aaaaaaaaaaaaaaaaaaaaaaaaaa" flow-id="sign-up"></descope-wc>',
    control: "",
  },
  {
    id: "typeform",
    name: "Typeform, frame opened",
    kind: "questions",
    source: `import { createWidget } from "@typeform/embed"; import "@typeform/embed/build/css/widget.css";
      ${called('const { unmount } = createWidget("moe6aa", { container: place }); return () => unmount();')}`,
    control: "iframe",
    called: true,
  },
];

/** Stock Lit with one small template: what every element of ours and of theirs stands on. */
export const bareLit: Peer = {
  id: "bare-lit",
  name: "bare Lit element",
  kind: "button",
  source: `import { LitElement, css, html } from "lit";
    class BareLit extends LitElement {
      static styles = css\`a { display: inline-flex; padding: 8px 20px; border-radius: 8px; background: #25d366; color: #0b141a }\`;
      static properties = { href: {} };
      render() { return html\`<a part="link" href=\${this.href}>Apply with WhatsApp</a>\`; }
    }
    customElements.define("bare-lit", BareLit);`,
  html: '<bare-lit href="/go/4711"></bare-lit>',
  control: "a[part=link]",
};
