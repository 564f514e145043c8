// The interview suite's API v3 as far as its pages say: https://viasto.eu/apiv3/basics.html and the resources beside it,
// https://viasto.eu/webhooks/index.html. The pages on questions, ratings and actions are not public: where we guess, it says so.
import * as v from "valibot";

const Text = v.nullish(v.pipe(v.union([v.string(), v.number()]), v.transform(String)));
const Reference = v.nullish(v.string());

/** `{"meta": {"next": url|null}, "objects": […]}` */
export const List = v.looseObject({ meta: v.optional(v.looseObject({ next: v.nullish(v.string()) }), {}), objects: v.array(v.unknown()) });

export const Project = v.looseObject({
  resource_uri: v.string(),
  name: v.optional(v.nullable(v.string()), ""),
  status: Text,
  internal_id: Text,
  language: Text,
  maximum_score: v.nullish(v.number()),
  status_update_uri: Reference,
  interview_suite_url: Reference,
  questions: v.optional(v.unknown()),
});
export type Project = v.InferOutput<typeof Project>;

export const Candidate = v.looseObject({
  resource_uri: v.string(),
  first_name: Text,
  last_name: Text,
  email: Text,
  phone: Text,
  status: Text,
  evaluation_status: Text,
  deadline: Text,
  interview_suite_url: Reference,
});
export type Candidate = v.InferOutput<typeof Candidate>;

/** A suite's user; `username` carries the ATS's id. */
export const Customer = v.looseObject({
  resource_uri: v.string(),
  username: Text,
  first_name: Text,
  last_name: Text,
  email: Text,
  account_type: Text,
});
export type Customer = v.InferOutput<typeof Customer>;

export const Rating = v.looseObject({ resource_uri: v.string(), value: v.nullish(v.number()), ignore: v.nullish(v.boolean()), candidate: Reference });
export type Rating = v.InferOutput<typeof Rating>;
/** One a candidate whose evaluation has begun; its ratings stand inside it. */
export const Result = v.looseObject({ candidate: v.string(), ratings: v.optional(v.nullable(v.array(Rating)), []) });

/** Carries addresses only; `action` is missing in the vendor's own sample. */
export const Webhook = v.looseObject({
  event: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)),
  data: v.record(v.string(), v.unknown()),
});
export type Webhook = v.InferOutput<typeof Webhook>;

/** Where a page of the vendor names no address we use these, which answer 404 or 405 where the guess is wrong. */
export const GUESSED = { setDeadline: "set_deadline/", advanceStatus: "advance_status/", updateStatus: "update_status/" } as const;
/** The token's page names no base: below the API first, then at the root. */
export const TOKEN_PATHS = ["/api/v3/api-token-auth/", "/api-token-auth/"] as const;
export const TokenAnswer = v.looseObject({ token: v.pipe(v.string(), v.nonEmpty()) });

const Words = v.union([v.string(), v.record(v.string(), v.unknown())]);
const Seconds = v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/), v.transform(Number))]);
const Criterion = v.union([v.string(), v.looseObject({ name: v.optional(v.unknown()) })]);

export type Question = {
  readonly id: string;
  readonly position: number | null;
  readonly text: string | null;
  readonly preparationSeconds?: number;
  readonly answerSeconds?: number;
  readonly criteria: string[];
};

const firstOf = <S extends v.GenericSchema>(schema: S, from: Record<string, unknown>, names: readonly string[]): v.InferOutput<S> | undefined => {
  for (const name of names) {
    const found = v.safeParse(schema, from[name]);
    if (found.success) return found.output;
  }
  return undefined;
};

const LONGEST_SECONDS = 3_600;
/** More than an hour for one question can only be milliseconds. */
const secondsOf = (value: number | undefined) => (value === undefined || value < 0 ? undefined : value > LONGEST_SECONDS ? value / 1_000 : value);

const wordsIn = (value: string | Record<string, unknown> | undefined, language: string): string | null => {
  if (value === undefined) return null;
  if (typeof value === "string") return value.trim() || null;
  const chosen = value[language] ?? Object.values(value).find((each) => typeof each === "string");
  return typeof chosen === "string" && chosen.trim() !== "" ? chosen.trim() : null;
};

/** The last number of an address; candidates are also spelled in the singular. */
export const idOf = (reference: string): string => /(\d+|[^/?#]+)\/?(?:[?#].*)?$/.exec(reference)?.[1] ?? "";

/** A question under whichever of the usual names it hides. Guessed: its page is not public. */
export const parseQuestion = (value: unknown, language: string): Question | null => {
  const given = v.safeParse(v.record(v.string(), v.unknown()), value);
  if (!given.success) return null;
  const from = given.output;
  const criteria = v.safeParse(v.array(Criterion), from["criteria"]);
  const preparationSeconds = secondsOf(firstOf(Seconds, from, ["preparation_time", "prep_time", "think_time", "thinking_time", "reading_time"]));
  const answerSeconds = secondsOf(firstOf(Seconds, from, ["answer_time", "max_answer_time", "response_time", "max_duration", "duration"]));
  return {
    id: idOf(String(from["resource_uri"] ?? from["id"] ?? "")),
    position: firstOf(v.number(), from, ["order", "position", "sequence", "index"]) ?? null,
    text: wordsIn(firstOf(Words, from, ["text", "question", "title", "name", "prompt", "description"]), language),
    ...(preparationSeconds === undefined ? {} : { preparationSeconds }),
    ...(answerSeconds === undefined ? {} : { answerSeconds }),
    criteria: criteria.success
      ? criteria.output.flatMap((each) => {
          const name = typeof each === "string" ? (/^https?:/.test(each) ? null : each) : wordsIn(v.is(Words, each.name) ? each.name : undefined, language);
          return name === null ? [] : [name];
        })
      : [],
  };
};
