// Projects, which people call interviews, and their questions.
// https://viasto.eu/apiv3/resources/projects.html; the page of questions is not public.
import * as v from "valibot";
import { listJson, notFound, readFields } from "./answering.ts";
import { filledLine, findProject, language, line, type Mount } from "./resource.ts";
import { addProject, changeProject, questionsOf, removeProject, setProjectStatus } from "./projects.ts";
import { projectStatuses } from "./records.ts";
import { projectJson, questionJson } from "./attributes.ts";
import type { Vendor } from "./state.ts";

const optionalFields = v.partial(
  v.object({
    internal_id: v.nullable(line),
    language,
    job_url: line,
    contact_person: line,
    maximum_score: v.pipe(v.number("A valid integer is required."), v.integer("A valid integer is required."), v.minValue(2), v.maxValue(10)),
  }),
);
const newFields = v.object({ name: filledLine, ...optionalFields.entries });
const changedFields = v.object({ name: v.optional(filledLine), ...optionalFields.entries });
const statusFields = v.object({ status: v.picklist(projectStatuses, "Not a valid choice.") });

export function mountProjects(vendor: Vendor, mount: Mount): void {
  const { state } = vendor;

  mount("/projects/", "projects", {
    GET({ c, company }) {
      const { internal_id: internalId, status } = c.req.query();
      const found = [...state.projects.values()]
        .filter((project) => project.company === company.id)
        .filter((project) => (internalId === undefined || project.internal_id === internalId) && (status === undefined || project.status === status));
      return listJson(vendor, c, company.id, found, (project) => projectJson(vendor, project));
    },
    async POST({ c, company }) {
      const fields = await readFields(c, newFields);
      return c.json(projectJson(vendor, addProject(vendor, company.id, withoutNull(fields))), 201);
    },
  });
  mount("/projects/:project/", "projects", {
    GET: (asked) => asked.c.json(projectJson(vendor, findProject(vendor, asked))),
    async PATCH(asked) {
      const project = findProject(vendor, asked);
      changeProject(vendor, project, withoutNull(await readFields(asked.c, changedFields)));
      return asked.c.json(projectJson(vendor, project), 202);
    },
    DELETE(asked) {
      removeProject(vendor, findProject(vendor, asked));
      return asked.c.body(null, 204);
    },
  });
  mount("/projects/:project/update_status/", "actions", {
    async POST(asked) {
      const project = findProject(vendor, asked);
      setProjectStatus(vendor, project, (await readFields(asked.c, statusFields)).status);
      return asked.c.json(projectJson(vendor, project), 202);
    },
  });

  mount("/projects/:project/questions/", "questions", {
    GET: (asked) => listJson(vendor, asked.c, asked.company.id, questionsOf(vendor, findProject(vendor, asked).id), (question) => questionJson(vendor, question)),
  });
  mount("/projects/:project/questions/:question/", "questions", {
    GET(asked) {
      const question = state.questions.get(asked.id("question"));
      if (question?.project !== findProject(vendor, asked).id) throw notFound();
      return asked.c.json(questionJson(vendor, question));
    },
  });
}

function withoutNull<Fields extends { internal_id?: string | null | undefined }>(fields: Fields) {
  return { ...fields, internal_id: fields.internal_id === null ? "" : fields.internal_id };
}
