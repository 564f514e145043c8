// Registers <pitchyou-chat>.
import { define } from "../shared/register.ts";
import { PitchyouChat } from "./element.ts";

define("pitchyou-chat", PitchyouChat);

export * from "./element.ts";
export type * from "./chats.ts";
