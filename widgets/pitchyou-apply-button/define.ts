// Registers <pitchyou-apply-button>.
import { define } from "../shared/register.ts";
import { PitchyouApplyButton } from "./element.ts";

define("pitchyou-apply-button", PitchyouApplyButton);

export * from "./element.ts";
