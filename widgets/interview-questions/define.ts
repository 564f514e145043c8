// Registers <interview-questions>.
import { define } from "../shared/register.ts";
import { InterviewQuestions } from "./element.ts";

define("interview-questions", InterviewQuestions);

export * from "./element.ts";
