// What the stand-in knows of two customers: people, jobs, and the workflows between them. Field names follow iCIMS's API where it is public;
// the shape of phones and of list values is assumed.
export type Person = { id: string; firstname: string; lastname: string; email: string | null; phone: string };
export type Job = { id: string; jobtitle: string };
export type Workflow = { id: string; personId: string; jobId: string; status: string };

/** A status is an id of the customer's own list; its label is only for people. */
export const statuses: Readonly<Record<string, string>> = { D10001: "Submitted", D10005: "Phone screen", D10010: "Interview", D10020: "Offer", D10030: "Rejected" };

export type Customer = { id: string; name: string; people: Map<string, Person>; jobs: Map<string, Job>; workflows: Map<string, Workflow> };

export const recruiterId = "77";

const people: Person[] = [
  { id: "3301", firstname: "Grace", lastname: "Obi", email: "grace.obi@example.com", phone: "+15550100" },
  { id: "3302", firstname: "Jürgen", lastname: "Weiß", email: "juergen.weiss@example.com", phone: "+4915100000002" },
  { id: "3303", firstname: "Mai", lastname: "Tran", email: null, phone: "+15550103" },
];
const jobs: Job[] = [
  { id: "2201", jobtitle: "Warehouse lead" },
  { id: "2202", jobtitle: "Support engineer" },
];
const workflows: Workflow[] = [
  { id: "5501", personId: "3301", jobId: "2201", status: "D10001" },
  { id: "5502", personId: "3302", jobId: "2202", status: "D10001" },
  { id: "5503", personId: "3303", jobId: "2202", status: "D10001" },
];

export function createCustomers(): Map<string, Customer> {
  const byId = <Record extends { id: string }>(records: readonly Record[]) => new Map(records.map((record) => [record.id, { ...record }]));
  const customer = (id: string, name: string): [string, Customer] => [id, { id, name, people: byId(people), jobs: byId(jobs), workflows: byId(workflows) }];
  return new Map([customer("9001", "Acme"), customer("9002", "Globex")]);
}

export function personJson({ firstname, lastname, email, phone }: Person): Record<string, unknown> {
  return {
    firstname,
    lastname,
    ...(email !== null && { email }),
    phones: [{ entry: 1, phonetype: { id: "D84002", formattedvalue: "Mobile", value: "Mobile" }, phonenumber: phone }],
  };
}

export function jobJson({ jobtitle }: Job): Record<string, unknown> {
  return { jobtitle };
}

/** The person is the associated profile, the job the base profile. */
export function workflowJson(customer: Customer, { personId, jobId, status }: Workflow, apiUrl: string): Record<string, unknown> {
  const person = customer.people.get(personId);
  return {
    associatedprofile: { id: Number(personId), value: `${person?.firstname} ${person?.lastname}`, profile: `${apiUrl}/customers/${customer.id}/people/${personId}` },
    baseprofile: { id: Number(jobId), value: customer.jobs.get(jobId)?.jobtitle, profile: `${apiUrl}/customers/${customer.id}/jobs/${jobId}` },
    status: { id: status, value: statuses[status] ?? status },
  };
}
