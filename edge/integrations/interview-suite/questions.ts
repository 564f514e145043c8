// The questions of a job's project as the element shows them, read anew each time: what is shown is what stands in the suite.
import * as v from "valibot";
import { findMatch } from "../../core/matches.ts";
import { chooseLanguage } from "../../core/connection-texts.ts";
import type { Edge } from "../../ports.ts";
import { pathIn, readAll, readProject, readUnknown, sized } from "./client.ts";
import type { Suite } from "./client.ts";
import { parseQuestion } from "./contract.ts";
import type { Project, Question } from "./contract.ts";
import { PROJECT_STATES, projectState } from "./map.ts";
import { isStandIn, pageOf } from "./references.ts";
import { countCandidates } from "./store.ts";

const QUESTIONS_AT_MOST = 100;

export const QuestionsAnswer = v.object({
  state: v.picklist(["linked", "not_linked", "no_questions"]),
  project: v.optional(v.object({ name: v.string(), status: v.picklist(PROJECT_STATES), openUrl: v.string() })),
  questions: v.array(
    v.object({
      id: v.string(),
      position: v.number(),
      text: v.string(),
      preparationSeconds: v.optional(v.number()),
      answerSeconds: v.optional(v.number()),
      criteria: v.array(v.string()),
    }),
  ),
  candidates: v.record(v.string(), v.number()),
  asOf: v.pipe(v.string(), v.isoTimestamp()),
  /** There, and true, where this is not the vendor's own suite: the element marks it. */
  sandbox: v.optional(v.boolean()),
});
type QuestionsAnswer = v.InferOutput<typeof QuestionsAnswer>;

const NAMELESS = { de: "Frage", en: "Question", fi: "Kysymys", sv: "Fråga", fr: "Question" } as const;

/** `project.questions` may hold the objects themselves, their addresses, or the address of their list. */
const readQuestions = async (suite: Suite, project: Project, id: string): Promise<unknown[]> => {
  const { questions } = project;
  if (Array.isArray(questions)) {
    const some = questions.slice(0, QUESTIONS_AT_MOST);
    return Promise.all(
      some.map(async (each: unknown) => {
        const path = pathIn(suite, each);
        return path === null ? each : ((await readUnknown(suite, path)) ?? null);
      }),
    );
  }
  const path = pathIn(suite, questions) ?? `projects/${id}/questions`;
  return readAll(suite, v.unknown(), "questions", sized(path.split("?")[0] ?? path));
};

/** In the suite's order, else as listed; positions count from 1. */
const inOrder = (questions: readonly Question[]) =>
  questions.map((question, index) => ({ question, index })).toSorted((a, b) => (a.question.position ?? a.index) - (b.question.position ?? b.index) || a.index - b.index);

export const showQuestions = async (edge: Edge, suite: Suite, jobId: string, language: string | undefined): Promise<QuestionsAnswer> => {
  const { tenant } = suite.connection;
  const now = { asOf: new Date(edge.now()).toISOString(), ...(isStandIn(suite.settings) ? { sandbox: true } : {}) };
  const match = await findMatch(edge, tenant, "project", { atsId: jobId });
  const project = match && (await readProject(suite, match.suite_id));
  if (!match || !project) return { state: "not_linked", questions: [], candidates: {}, ...now };
  const chosen = chooseLanguage(language, undefined);
  const parsed = (await readQuestions(suite, project, match.suite_id)).flatMap((each) => parseQuestion(each, chosen) ?? []);
  const questions = inOrder(parsed).map(({ question }, index) => ({ ...question, position: index + 1, text: question.text ?? `${NAMELESS[chosen]} ${index + 1}` }));
  return {
    state: questions.length > 0 ? "linked" : "no_questions",
    project: { name: project.name ?? "", status: projectState(project.status), openUrl: pageOf(suite.settings, project.interview_suite_url) },
    questions,
    candidates: await countCandidates(edge, tenant, match.suite_id),
    ...now,
  };
};
