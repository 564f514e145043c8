// Registers <ats-linkedin-onboard>.
import { define } from "../shared/register.ts";
import { AtsLinkedinOnboard } from "./element.ts";

define("ats-linkedin-onboard", AtsLinkedinOnboard);

export * from "./element.ts";
