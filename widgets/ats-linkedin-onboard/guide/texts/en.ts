// What one does in LinkedIn's window, in English.
import type { GuideTexts } from "../texts.ts";

export const texts: GuideTexts = {
  howSteps: `Sign in if LinkedIn asks you to. If you have several contracts, choose one.
Request both levels of access, company and contract, and save.
That is all: what happens next is shown on this page.`,
  troubleSigns: `It finds no contract: you need a full Recruiter seat, not Lite, and must be an admin of the contract.
It asks you to sign in over and over: sign in to Recruiter in another tab, and allow third-party cookies.
It shows “Notify partner”: press it. We then receive your request once more.`,
};
