// Registers <interview-questions>. What its users may rely on stands here; the package's descriptions are made of it.
import { define } from "../shared/register.ts";
import { InterviewQuestions } from "./element.ts";

declare global {
  /** They bubble up to it. */
  interface DocumentEventMap extends Pick<HTMLElementEventMap, "interview-questions-load" | "interview-open" | "interview-questions-error"> {}
}

/**
 * The questions of the interview project that belongs to a job, and the way into the interview suite.
 *
 * @attribute job-id - the job's id in the ATS; required
 * @attribute heading-level {1 | 2 | 3 | 4 | 5 | 6} - of its title; default 3
 * @attribute show-criteria - what each answer is judged by
 * @attribute show-times - how long each question may be prepared and answered
 * @attribute show-counts - how many candidates are invited, under way and done
 * @fires interview-questions-load - questions have come, and whenever they have changed
 * @fires interview-open - the suite is to be opened; cancelled, it is not
 * @fires interview-questions-error - something stands in the way
 * @csspart panel - all of it
 * @csspart header - the title's line
 * @csspart title - the heading
 * @csspart body - what scrolls
 * @csspart skeleton - stands in for questions while they load
 * @csspart counts - numbers of candidates
 * @csspart questions - the list
 * @csspart question - one question
 * @csspart times - its preparation and answer times
 * @csspart criteria - its criteria
 * @csspart notice - what stands in the way
 * @csspart retry - tries again
 * @csspart footer - the last line
 * @csspart open - opens the suite
 * @csspart age - when the suite said so
 * @csspart test - the mark of a stand-in
 * @cssproperty --ats-questions-height - its height, which never changes by itself
 */
define("interview-questions", InterviewQuestions);

export * from "./element.ts";
