// Where the elements' code is. The build puts its own answers in the place of these: it knows its files, and can ask for words beside the code.

const modules: Record<string, () => Promise<unknown>> = {
  "ats-linkedin-onboard": () => import("./ats-linkedin-onboard/define.ts"),
  "interview-questions": () => import("./interview-questions/define.ts"),
  "pitchyou-apply-button": () => import("./pitchyou-apply-button/define.ts"),
  "pitchyou-chat": () => import("./pitchyou-chat/define.ts"),
  elements: () => import("./elements.ts"),
};

export const tags = ["ats-linkedin-onboard", "interview-questions", "pitchyou-apply-button", "pitchyou-chat"];

/** One element with all that it needs, so that a page with that one asks for one file; or `elements`, one file of them all. */
export async function loadCode(name: string): Promise<void> {
  await modules[name]?.();
}

/** The words of the first sight, while the code is on its way; unbuilt, each element asks for them itself. */
export async function loadWords(_name: string, _language: string): Promise<void> {}
