// What each element asks of the page that it stands in: which hosts its policy must name, and what the element cannot live with.
import type { Settings } from "../settings.ts";

export const TAGS = ["pitchyou-apply-button", "pitchyou-chat", "ats-linkedin-onboard", "interview-questions"] as const;
export type Tag = (typeof TAGS)[number];

export type Directive = "script-src" | "style-src" | "connect-src" | "frame-src" | "img-src" | "form-action";
/** `why` is for people: what stays away without it. Without what is `optional` the element works. */
export type Need = { readonly directive: Directive; readonly source: string; readonly why: string; readonly optional?: true };

const originOf = (address: string): string => new URL(address).origin;
const LINKEDIN_WWW = "https://www.linkedin.com";

/** Hosts as this edge is set up: in a sandbox they are the stand-ins'. `'self'` stands for the page's own origin. */
export const needsOf = (tag: Tag, settings: Settings): readonly Need[] => {
  const edge = originOf(settings.publicUrl);
  const always: readonly Need[] = [
    { directive: "script-src", source: edge, why: "the elements' own script" },
    { directive: "style-src", source: edge, why: "ats-bridge.css, which reserves the elements' place", optional: true },
  ];
  const withSession: readonly Need[] = [
    { directive: "connect-src", source: edge, why: "the element's calls to this edge" },
    { directive: "connect-src", source: "'self'", why: "session-url, which your own backend answers" },
  ];
  if (tag === "pitchyou-apply-button") return always;
  if (tag === "pitchyou-chat")
    return [
      ...always,
      ...withSession,
      { directive: "frame-src", source: originOf(settings.pitchyou.chatUrl), why: "the chat inside the page; without it a tab opens", optional: true },
    ];
  // The button that opens the suite sends a form here, which leads on to the suite.
  if (tag === "interview-questions") return [...always, ...withSession, { directive: "form-action", source: edge, why: "opening the suite, signed in" }];
  const host = originOf(settings.linkedin.pluginUrl);
  // A stand-in signs in where it is; LinkedIn does so at its other host.
  const plugin = host.endsWith(".linkedin.com") ? [host, LINKEDIN_WWW] : [host];
  return [
    ...always,
    ...withSession,
    { directive: "frame-src", source: edge, why: "telling whether the browser lets LinkedIn's window have its cookies", optional: true },
    ...plugin.flatMap((source): Need[] => [
      { directive: "script-src", source, why: "LinkedIn's own plugin" },
      { directive: "frame-src", source, why: "LinkedIn's sign-in inside the plugin" },
      { directive: "connect-src", source, why: "LinkedIn's own plugin" },
      { directive: "img-src", source, why: "LinkedIn's own plugin" },
    ]),
  ];
};

/** LinkedIn's script sets addresses as plain text, and its frames bring no policy of their own. */
export const toleratesTrustedTypes = (tag: Tag): boolean => tag !== "ats-linkedin-onboard";
export const bringsForeignFrames = (tag: Tag): boolean => tag === "ats-linkedin-onboard" || tag === "pitchyou-chat";
