// What the ATS itself keeps, in one SQLite file: applications as last read, the feed's cursor, each job's settings, links sent, webhooks seen.
// Its own jobs, its interviews and the log of its changes have files of their own.
import * as v from "valibot";
import { changeSchema, createChangeLog } from "./change-log.ts";
import { applicationSchema, hostedLinkSchema, integrationChangeSchema, type Application, type FeedPage, type HostedLink, type IntegrationChange } from "./contract.ts";
import { openDatabase } from "./database.ts";
import { createInterviews, interviewSchema, type Said } from "./interviews.ts";
import { createRequisitions, requisitionSchema } from "./requisitions.ts";

/** `requisition` is the job where that was made here. */
export type Candidate = { application: Application; openedAt: string | null; assignedJobId: string | null; requisition: { id: string; title: string } | null };
export type JobSettings = { jobId: string; templateKey: string | null; applyLink: string | null };
/** A change at LinkedIn as the webhook told it. */
export type NotedChange = { id: string; at: string; change: IntegrationChange };
export type Store = ReturnType<typeof createStore>;

const schema = `
  CREATE TABLE IF NOT EXISTS applications (id TEXT PRIMARY KEY, email TEXT, receivedAt TEXT NOT NULL, body TEXT NOT NULL, openedAt TEXT, assignedJobId TEXT) STRICT;
  CREATE INDEX IF NOT EXISTS applications_by_time ON applications (receivedAt DESC);
  CREATE TABLE IF NOT EXISTS jobs (jobId TEXT PRIMARY KEY, templateKey TEXT, applyLink TEXT) STRICT;
  CREATE TABLE IF NOT EXISTS webhooks (id TEXT PRIMARY KEY, receivedAt TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS links (id TEXT PRIMARY KEY, url TEXT NOT NULL, expiresAt TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS linkedinChanges (id TEXT PRIMARY KEY, at TEXT NOT NULL, change TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  ${changeSchema} ${requisitionSchema} ${interviewSchema}`;

const candidates = `
  SELECT body, openedAt, assignedJobId, requisitions.id AS requisition, title FROM applications
  LEFT JOIN requisitions ON requisitions.id = COALESCE(assignedJobId, json_extract(body, '$.jobId'))`;

const candidateRow = v.object({
  body: v.string(),
  openedAt: v.nullable(v.string()),
  assignedJobId: v.nullable(v.string()),
  requisition: v.nullable(v.string()),
  title: v.nullable(v.string()),
});
const idRow = v.object({ id: v.string() });
const jobRow = v.object({ jobId: v.string(), templateKey: v.nullable(v.string()), applyLink: v.nullable(v.string()) });
const changeRow = v.object({ id: v.string(), at: v.string(), change: v.pipe(v.string(), v.parseJson(), integrationChangeSchema) });
const settingRow = v.object({ value: v.string() });

export function createStore(path: string) {
  const database = openDatabase(path, schema);
  const { run, all, together } = database;
  const changes = createChangeLog(database);
  const interviews = createInterviews(database, changes);
  const toCandidate = (row: unknown): Candidate => {
    const { body, openedAt, assignedJobId, requisition: id, title } = v.parse(candidateRow, row);
    return { application: v.parse(applicationSchema, JSON.parse(body)), openedAt, assignedJobId, requisition: id === null ? null : { id, title: title ?? id } };
  };

  function setting(name: string): string | null {
    const [row] = all("SELECT value FROM settings WHERE name = ?", name);
    return row ? v.parse(settingRow, row).value : null;
  }
  function saveSetting(name: string, value: string): void {
    run("INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value);
  }
  function forget(id: string): void {
    run("DELETE FROM applications WHERE id = ?", id);
    interviews.forgetApplication(id);
    changes.forgetApplication(id);
  }
  function saveItem(item: FeedPage["items"][number]): void {
    if (item.state === "revoked") forget(item.id);
    else {
      run(
        "INSERT INTO applications (id, email, receivedAt, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET email = excluded.email, body = excluded.body",
        item.id,
        item.person.email?.toLowerCase() ?? null,
        item.receivedAt,
        JSON.stringify(item),
      );
    }
  }

  return {
    changes,
    requisitions: createRequisitions(database, changes),
    interviews,
    setting,
    saveSetting,
    /** A page of the feed and its cursor, together or not at all: after a crash the page is simply read again. */
    savePage({ items, next }: FeedPage): void {
      together(() => {
        items.forEach(saveItem);
        saveSetting("cursor", next);
      });
    },
    /** An application as the bridge answered it just now, ahead of the feed. */
    saveApplication: saveItem,
    candidates: () => all(`${candidates} ORDER BY receivedAt DESC, applications.id LIMIT 500`).map(toCandidate),
    candidate: (id: string) => all(`${candidates} WHERE applications.id = ?`, id).map(toCandidate)[0],
    markOpened: (id: string) => run("UPDATE applications SET openedAt = ? WHERE id = ? AND openedAt IS NULL", new Date().toISOString(), id),
    /** `said` is how the bridge hears of it, where it is to. */
    assignJob(id: string, jobId: string, said?: Said): void {
      together(() => {
        run("UPDATE applications SET assignedJobId = ? WHERE id = ?", jobId, id);
        if (said) interviews.ask(said);
      });
    },
    invite: (said: Said) => together(() => interviews.ask(said)),
    /** Answers how many applications of this person were here. */
    forgetPerson(email: string): number {
      return together(() => {
        const known = all("SELECT id FROM applications WHERE email = ?", email.toLowerCase()).map((row) => v.parse(idRow, row).id);
        known.forEach(forget);
        interviews.forgetPerson(email);
        return known.length;
      });
    },
    /** False for a webhook that was here before. */
    noteWebhook: (id: string) => run("INSERT OR IGNORE INTO webhooks VALUES (?, ?)", id, new Date().toISOString()) === 1,
    /** Those that still open something; the others are forgotten. */
    links(): HostedLink[] {
      run("DELETE FROM links WHERE expiresAt <= ?", new Date().toISOString());
      return all("SELECT id, url, expiresAt FROM links ORDER BY rowid DESC").map((row) => v.parse(hostedLinkSchema, row));
    },
    saveLink: ({ id, url, expiresAt }: HostedLink) => run("INSERT INTO links VALUES (?, ?, ?)", id, url, expiresAt),
    forgetLink: (id: string) => run("DELETE FROM links WHERE id = ?", id),
    saveLinkedinChange: ({ id, at, change }: NotedChange) => run("INSERT OR IGNORE INTO linkedinChanges VALUES (?, ?, ?)", id, at, JSON.stringify(change)),
    /** The latest first. */
    linkedinChanges: (): NotedChange[] => all("SELECT id, at, change FROM linkedinChanges ORDER BY at DESC, rowid DESC LIMIT 20").map((row) => v.parse(changeRow, row)),
    jobs: (): JobSettings[] => all("SELECT jobId, templateKey, applyLink FROM jobs").map((row) => v.parse(jobRow, row)),
    saveTemplateKey: (jobId: string, templateKey: string) =>
      run("INSERT INTO jobs (jobId, templateKey) VALUES (?, ?) ON CONFLICT (jobId) DO UPDATE SET templateKey = excluded.templateKey", jobId, templateKey),
    saveApplyLink: (jobId: string, link: string) =>
      run("INSERT INTO jobs (jobId, applyLink) VALUES (?, ?) ON CONFLICT (jobId) DO UPDATE SET applyLink = excluded.applyLink", jobId, link),
    close: () => database.close(),
  };
}
