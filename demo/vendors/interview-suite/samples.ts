// Two companies with a server user and people, a project each, and the questions that most interviews begin with.
import type { Customer } from "./records.ts";
import { nextId, serverUser, type SuiteState } from "./state.ts";

export type NewQuestion = { text: string; preparation_time?: number | undefined; answer_time?: number | undefined; criteria?: readonly string[] | undefined };

export const usualQuestions: Readonly<Record<string, readonly NewQuestion[]>> = {
  de: [
    { text: "Was hat Sie zu dieser Stelle gebracht?", preparation_time: 60, answer_time: 120, criteria: ["Motivation"] },
    {
      text: "Erzählen Sie von einer schwierigen Situation bei der Arbeit. Was haben Sie getan?",
      preparation_time: 120,
      answer_time: 180,
      criteria: ["Auftreten", "Problemlösung"],
    },
    { text: "Wie sieht für Sie gute Zusammenarbeit aus?", preparation_time: 120, answer_time: 120 },
    { text: "Ab wann könnten Sie beginnen?", preparation_time: 30, answer_time: 60 },
  ],
  en: [
    { text: "What brought you to this position?", preparation_time: 60, answer_time: 120, criteria: ["Motivation"] },
    { text: "Tell us about a difficult situation at work. What did you do?", preparation_time: 120, answer_time: 180, criteria: ["Presence", "Problem solving"] },
    { text: "What does good teamwork look like to you?", preparation_time: 120, answer_time: 120 },
    { text: "When could you start?", preparation_time: 30, answer_time: 60 },
  ],
  fi: [
    { text: "Mikä sai sinut hakemaan tähän tehtävään?", preparation_time: 60, answer_time: 120, criteria: ["Motivaatio"] },
    { text: "Kerro vaikeasta tilanteesta työssä. Mitä teit?", preparation_time: 120, answer_time: 180, criteria: ["Esiintyminen", "Ongelmanratkaisu"] },
    { text: "Millaista on mielestäsi hyvä yhteistyö?", preparation_time: 120, answer_time: 120 },
    { text: "Milloin voisit aloittaa?", preparation_time: 30, answer_time: 60 },
  ],
};

const companies = [
  { id: 1, identifier: "acme", name: "Acme", city: "Berlin", country: "DE", language: "de", project: "Initiativbewerbung", person: { first_name: "Eva", last_name: "Brandt" } },
  { id: 2, identifier: "beta", name: "Beta", city: "Tampere", country: "FI", language: "fi", project: "Avoin hakemus", person: { first_name: "Aino", last_name: "Virtanen" } },
];

export function fillWithSamples(state: SuiteState, nowMs: number): void {
  for (const { language, project, person, ...company } of companies) {
    state.companies.set(company.id, company);
    const account = (given: Pick<Customer, "username" | "first_name" | "last_name" | "account_type">) => {
      const id = nextId(state);
      state.customers.set(id, { id, company: company.id, email: `${given.username}@${company.identifier}.example`, phone: null, status: "active", ...given });
    };
    account({ username: serverUser, first_name: "ATS", last_name: "Bridge", account_type: "admin" });
    account({ username: `${person.first_name}.${person.last_name}`.toLowerCase(), ...person, account_type: "recruiter" });

    const id = nextId(state);
    const at = new Date(nowMs).toISOString();
    const fields = { internal_id: "", language, job_url: "", contact_person: `${person.first_name} ${person.last_name}`, maximum_score: 5 };
    state.projects.set(id, { id, company: company.id, name: project, status: "active", ...fields, creationdate: at, activationdate: at, closedate: null });
    for (const given of usualQuestions[language] ?? []) insertQuestion(state, id, given);
  }
}

/** At the end of the project's list. */
export function insertQuestion(state: SuiteState, project: number, { text, preparation_time = 120, answer_time = 120, criteria = [] }: NewQuestion) {
  const position = [...state.questions.values()].filter((other) => other.project === project).length + 1;
  const question = { id: nextId(state), project, text, position, preparation_time, answer_time, criteria: criteria.map((name) => ({ id: nextId(state), name })) };
  state.questions.set(question.id, question);
  return question;
}
