// What ratings add up to: how far the evaluation of a candidate is, and the averages.
import { questionsOf } from "./projects.ts";
import type { Candidate, Question, Rating } from "./records.ts";
import type { Vendor } from "./state.ts";

/** What is rated about an answer: each of the question's criteria, or without any the answer as a whole. */
export function rateable({ criteria }: Question): { id: number | null; name: string }[] {
  return criteria.length > 0 ? criteria : [{ id: null, name: "" }];
}

export function ratingsOf({ state }: Vendor, candidate: Candidate): Rating[] {
  return [...state.ratings.values()].filter((rating) => rating.candidate === candidate.id);
}

export function evaluationStatus(vendor: Vendor, candidate: Candidate): "pending" | "partial" | "completed" {
  const ratings = ratingsOf(vendor, candidate);
  if (ratings.length === 0) return "pending";
  const missing = questionsOf(vendor, candidate.project).some((question) =>
    rateable(question).some(({ id }) => !ratings.some((rating) => rating.question === question.id && (rating.criterion === id || rating.criterion === null))),
  );
  return missing ? "partial" : "completed";
}

/** Without those to ignore; null when none is left. */
export function average(ratings: readonly Rating[]): number | null {
  const values = ratings.filter(({ ignore }) => !ignore).map(({ value }) => value);
  return values.length === 0 ? null : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 100) / 100;
}
