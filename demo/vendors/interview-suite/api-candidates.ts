// Candidates of a project with the two actions of an invitation, and what evaluators made of their interviews.
// https://viasto.eu/apiv3/resources/project_candidates.html, https://viasto.eu/apiv3/resources/project_results.html
import * as v from "valibot";
import { ApiProblem, listJson, notFound, readFields } from "./answering.ts";
import { email, filledLine, findProject, line, type Asked, type Mount } from "./resource.ts";
import { addCandidate, changeCandidate, invite, removeCandidate } from "./candidates.ts";
import { ratingsOf } from "./evaluation.ts";
import { linksOf } from "./links.ts";
import type { Candidate } from "./records.ts";
import { candidateJson, ratingJson, resultJson } from "./attributes.ts";
import type { Vendor } from "./state.ts";

const optionalFields = v.partial(
  v.object({
    email,
    phone: v.nullable(line),
    gender: v.nullable(v.picklist(["", "mr", "mrs"], "Not a valid choice.")),
    partner_data: v.record(v.string(), v.unknown(), "Not a valid object."),
  }),
);
// A status or a deadline that comes along is dropped without a word, as documented.
const newFields = v.object({ first_name: filledLine, last_name: filledLine, ...optionalFields.entries });
const changedFields = v.object({ ...v.partial(v.object({ first_name: filledLine, last_name: filledLine })).entries, ...optionalFields.entries });
// Without an offset it is UTC, as everything here.
const utc = (given: string) => new Date(/T.*(Z|[+-]\d{2}:?\d{2})$/.test(given) || !given.includes("T") ? given : `${given}Z`);
const deadlineFields = v.object({
  deadline: v.pipe(
    v.string(),
    v.check((given) => /^\d{4}-\d{2}-\d{2}(T|$)/.test(given) && !Number.isNaN(utc(given).getTime()), "Enter a valid date/time."),
    v.transform((given) => utc(given).toISOString()),
  ),
});

export function mountCandidates(vendor: Vendor, mount: Mount): void {
  const { state } = vendor;
  const ofProject = (asked: Asked): Candidate[] => {
    const { id } = findProject(vendor, asked);
    return [...state.candidates.values()].filter(({ project }) => project === id);
  };
  const find = (asked: Asked): Candidate => {
    const candidate = ofProject(asked).find(({ id }) => id === asked.id("candidate"));
    if (!candidate) throw notFound();
    return candidate;
  };

  mount("/projects/:project/candidates/", "candidates", {
    GET(asked) {
      const wanted = asked.c.req.query("email")?.toLowerCase();
      const found = ofProject(asked).filter((candidate) => wanted === undefined || candidate.email?.toLowerCase() === wanted);
      return listJson(vendor, asked.c, asked.company.id, found, (candidate) => candidateJson(vendor, candidate));
    },
    async POST(asked) {
      const project = findProject(vendor, asked);
      return asked.c.json(candidateJson(vendor, addCandidate(vendor, project, await readFields(asked.c, newFields))), 201);
    },
  });
  mount("/projects/:project/candidates/:candidate/", "candidates", {
    GET: (asked) => asked.c.json(candidateJson(vendor, find(asked))),
    async PATCH(asked) {
      const candidate = find(asked);
      changeCandidate(vendor, candidate, await readFields(asked.c, changedFields));
      return asked.c.json(candidateJson(vendor, candidate), 202);
    },
    DELETE(asked) {
      removeCandidate(vendor, find(asked));
      return asked.c.body(null, 204);
    },
  });
  mount("/projects/:project/candidates/:candidate/set_deadline/", "actions", {
    async POST(asked) {
      const candidate = find(asked);
      changeCandidate(vendor, candidate, await readFields(asked.c, deadlineFields));
      return asked.c.json(candidateJson(vendor, candidate), 202);
    },
  });
  mount("/projects/:project/candidates/:candidate/advance_status/", "actions", {
    POST(asked) {
      const candidate = find(asked);
      const refusal = invite(vendor, candidate);
      if (refusal !== null) throw new ApiProblem(400, refusal);
      return asked.c.json(candidateJson(vendor, candidate), 202);
    },
  });

  const begun = (asked: Asked) => ofProject(asked).filter((candidate) => ratingsOf(vendor, candidate).length > 0);
  mount("/projects/:project/results/", "results", {
    GET: (asked) => listJson(vendor, asked.c, asked.company.id, begun(asked), (candidate) => resultJson(vendor, candidate)),
  });
  mount("/projects/:project/results/:candidate/", "results", {
    GET(asked) {
      const candidate = begun(asked).find(({ id }) => id === asked.id("candidate"));
      if (!candidate) throw notFound();
      return asked.c.json(resultJson(vendor, candidate));
    },
  });
  mount("/projects/:project/ratings/:rating/", "ratings", {
    GET(asked) {
      const rating = state.ratings.get(asked.id("rating"));
      if (!rating || !ofProject(asked).some(({ id }) => id === rating.candidate)) throw notFound();
      return asked.c.json(ratingJson(vendor, rating, findProject(vendor, asked)));
    },
  });
  // Webhooks refer to answers; of an answer the stand-in knows no more than whose it is.
  mount("/projects/:project/answervideos/:answer/", "results", {
    GET(asked) {
      const project = findProject(vendor, asked);
      const answer = state.answers.get(asked.id("answer"));
      const candidate = ofProject(asked).find(({ id }) => id === answer?.candidate);
      if (!answer || !candidate) throw notFound();
      const links = linksOf(vendor, project.company);
      return asked.c.json({ resource_uri: links.answer(project.id, answer.id), candidate: links.candidate(candidate), question: links.question(project.id, answer.question) });
    },
  });
}
