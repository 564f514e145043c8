// The questions of a job's interview project as the edge tells them, looked at before they are used.
import { isAddress, isObject } from "../shared/values.ts";

export interface Question {
  position: number;
  text: string;
  /** NaN or 0 where the project sets no time. */
  preparationSeconds: number;
  answerSeconds: number;
  criteria: string[];
}

export interface Project {
  name: string;
  /** draft, active, closed or unknown. */
  status: string;
  /** The project's page in the suite; undefined where no browser may go there. */
  openUrl: string | undefined;
}

export type AnswerState = "linked" | "not_linked" | "no_questions";

export interface Answer {
  state: AnswerState;
  project: Project | undefined;
  /** In their order. */
  questions: Question[];
  /** How many stand where, by the connector's words. */
  candidates: Record<string, unknown>;
  /** ISO 8601: when the suite said so. */
  asOf: string;
  sandbox: boolean;
}

export function parseAnswer(value: unknown): Answer | undefined {
  const { state, project, questions, candidates, asOf, sandbox }: Record<string, unknown> = { ...Object(value) };
  if (state !== "linked" && state !== "not_linked" && state !== "no_questions") return;
  return {
    state,
    project: isObject(project) ? parseProject(project) : undefined,
    questions: Array.isArray(questions) ? questions.map(parseQuestion).toSorted((one, other) => one.position - other.position) : [],
    candidates: { ...Object(candidates) },
    asOf: String(asOf),
    sandbox: sandbox === true,
  };
}

function parseProject({ name, status, openUrl }: Record<string, unknown>): Project {
  return { name: String(name ?? ""), status: String(status), openUrl: isAddress(openUrl) ? openUrl : undefined };
}

function parseQuestion(value: unknown): Question {
  const { position, text, preparationSeconds, answerSeconds, criteria }: Record<string, unknown> = { ...Object(value) };
  return {
    position: Number(position),
    text: String(text ?? ""),
    preparationSeconds: Number(preparationSeconds),
    answerSeconds: Number(answerSeconds),
    criteria: Array.isArray(criteria) ? criteria.map(String) : [],
  };
}
