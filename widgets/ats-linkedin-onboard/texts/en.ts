// LinkedIn onboarding in English.
import type { OnboardTexts } from "../texts.ts";

export const texts: OnboardTexts = {
  title: "Connect LinkedIn Recruiter",
  test: "Test environment",
  loading: "Loading LinkedIn …",
  wrong: "This does not work at the moment. Nothing was lost, and we keep trying by ourselves.",

  status: "Where things stand",
  empty: "Nothing has been requested yet. What you request in LinkedIn’s window appears here, step by step.",

  saved: "Saved on this device, sending …",
  later: "Saved on this device. It is sent as soon as that is possible, at the latest when you come back to this page.",
  unsaved: "Sending … Please leave this page open until it is done.",

  before: "Before you start",
  seat: "You have a full Recruiter seat; Recruiter Lite is not enough",
  admin: "You are an admin of the Recruiter contract",
  signedIn: "You are signed in to Recruiter in this browser",
  cookies: "Your browser allows third-party cookies for linkedin.com",
  known: "LinkedIn knows the address of this page",
  let: "This page lets LinkedIn’s window in",
  checked: "checked",
  unmet: "not so",
  yours: "please check",
  plugin: "Request in LinkedIn’s window",
  how: "What you do there",
  trouble: "If LinkedIn’s window is of no help",
};
