// The elements' types in one place: they come with `import "ats-bridge"`, which loads the elements themselves on sight.
export type { AtsLinkedinOnboard, Integration, IntegrationError, Requested, StatusChange } from "../ats-linkedin-onboard/define.ts";
export type { InterviewOpened, InterviewQuestions, QuestionsLoaded } from "../interview-questions/define.ts";
export type { ApplyClick, ApplyError, PitchyouApplyButton } from "../pitchyou-apply-button/define.ts";
export type { ChatMode, ChatOpened, ChatPlace, PitchyouChat } from "../pitchyou-chat/define.ts";
export type { ElementError } from "./events.ts";
export type { Session, SessionAsk } from "./session.ts";
