// Video interviews as the ATS knows them: what it asked for, and what the bridge's messages have said since.
import * as v from "valibot";
import type { ChangeLog, LoggedStanding } from "./change-log.ts";
import { interviewDeletedSchema, candidateChangeSchema, projectChangeSchema, ratingChangeSchema, type AtsChange } from "./contract.ts";
import type { Database } from "./database.ts";

export const interviewSchema = `
  CREATE TABLE IF NOT EXISTS interviews (applicationId TEXT PRIMARY KEY, status TEXT NOT NULL, at TEXT NOT NULL, heardAt TEXT, invitedAt TEXT, deadline TEXT) STRICT;
  CREATE TABLE IF NOT EXISTS ratings (id TEXT PRIMARY KEY, applicationId TEXT NOT NULL, value REAL NOT NULL, maximum REAL, at TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS projects (jobId TEXT PRIMARY KEY, status TEXT NOT NULL, at TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS strangers (id TEXT PRIMARY KEY, jobId TEXT, name TEXT NOT NULL, email TEXT, status TEXT NOT NULL, at TEXT NOT NULL) STRICT;`;

const interviewRow = v.object({ status: v.string(), at: v.string(), heardAt: v.nullable(v.string()), invitedAt: v.nullable(v.string()), deadline: v.nullable(v.string()) });
const ratingRow = v.object({ value: v.number(), maximum: v.nullable(v.number()) });
const projectRow = v.object({ status: v.string(), at: v.string() });
const strangerRow = v.object({ id: v.string(), name: v.string(), status: v.string(), at: v.string() });

export type Rating = v.InferOutput<typeof ratingRow>;
export type Interview = v.InferOutput<typeof interviewRow> & { ratings: Rating[]; standing: LoggedStanding };
/** Somebody whom people of the suite entered there. */
export type Stranger = v.InferOutput<typeof strangerRow>;
export type Project = v.InferOutput<typeof projectRow>;
export type Said = Extract<AtsChange, { type: "application.changed" }>["data"];

export function createInterviews({ run, all }: Database, changes: ChangeLog) {
  /** With `invite` an invitation, without it only that the application belongs to this job now. The caller brings the transaction. */
  function ask(data: Said): void {
    const now = new Date().toISOString();
    changes.add({ type: "application.changed", data });
    run(
      `INSERT INTO interviews (applicationId, status, at, invitedAt, deadline) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (applicationId) DO UPDATE
       SET status = excluded.status, at = excluded.at, heardAt = NULL, invitedAt = excluded.invitedAt, deadline = excluded.deadline WHERE interviews.invitedAt IS NULL AND excluded.invitedAt IS NOT NULL`,
      data.id,
      data.invite ? "invited" : "created",
      now,
      data.invite ? now : null,
      data.deadline ?? null,
    );
  }

  // Messages may come late: an older one changes nothing. Nor does "created" take an invitation back that is on its way there.
  function hearStatus(applicationId: string, status: string, at: string): void {
    run(
      `INSERT INTO interviews (applicationId, status, at, heardAt) VALUES (?1, ?2, ?3, ?3) ON CONFLICT (applicationId) DO UPDATE
       SET status = excluded.status, at = excluded.at, heardAt = excluded.heardAt
       WHERE (interviews.heardAt IS NULL OR interviews.heardAt <= excluded.heardAt) AND NOT (excluded.status = 'created' AND interviews.invitedAt IS NOT NULL)`,
      applicationId,
      status,
      at,
    );
  }

  function hearCandidate(at: string, { jobId, applicationId, candidate: { id, status, person } }: v.InferOutput<typeof candidateChangeSchema>): void {
    if (applicationId !== undefined) {
      hearStatus(applicationId, status, at);
      run("DELETE FROM strangers WHERE id = ?", id);
    } else if (person) {
      const name = [person.firstName, person.lastName].filter(Boolean).join(" ");
      run("INSERT OR REPLACE INTO strangers VALUES (?, ?, ?, ?, ?, ?)", id, jobId, name, person.email?.toLowerCase() ?? null, status, at);
    } else run("UPDATE strangers SET status = ?2, at = ?3 WHERE id = ?1 AND at <= ?3", id, status, at);
  }

  const hearing: Record<string, (at: string, data: unknown) => void> = {
    "interview.project.changed": whenRead(projectChangeSchema, (at, { jobId, project }) => {
      if (jobId !== null)
        run(
          "INSERT INTO projects VALUES (?1, ?2, ?3) ON CONFLICT (jobId) DO UPDATE SET status = excluded.status, at = excluded.at WHERE at <= excluded.at",
          jobId,
          project.status,
          at,
        );
    }),
    "interview.project.deleted": whenRead(interviewDeletedSchema, (_, { jobId }) => void run("DELETE FROM projects WHERE jobId = ?", jobId)),
    "interview.candidate.changed": whenRead(candidateChangeSchema, hearCandidate),
    "interview.candidate.deleted": whenRead(interviewDeletedSchema, (at, { applicationId, candidate }) => {
      if (applicationId !== undefined) hearStatus(applicationId, "deleted", at);
      if (candidate) run("DELETE FROM strangers WHERE id = ?", candidate.id);
    }),
    "interview.rating.changed": whenRead(ratingChangeSchema, (at, { applicationId, rating: { id, value, maximum } }) => {
      if (applicationId === undefined) return;
      run(
        "INSERT INTO ratings VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE SET value = excluded.value, maximum = excluded.maximum, at = excluded.at WHERE at <= excluded.at",
        id,
        applicationId,
        value,
        maximum ?? null,
        at,
      );
    }),
    "interview.rating.deleted": whenRead(interviewDeletedSchema, (_, { rating }) => {
      if (rating) run("DELETE FROM ratings WHERE id = ?", rating.id);
    }),
  };

  return {
    ask,
    find(applicationId: string): Interview | undefined {
      const [found] = all("SELECT status, at, heardAt, invitedAt, deadline FROM interviews WHERE applicationId = ?", applicationId);
      if (found === undefined) return undefined;
      const ratings = all("SELECT value, maximum FROM ratings WHERE applicationId = ? ORDER BY at, rowid", applicationId).map((rating) => v.parse(ratingRow, rating));
      return { ...v.parse(interviewRow, found), ratings, standing: changes.standing("application.changed", applicationId) };
    },
    project: (jobId: string): Project | undefined => all("SELECT status, at FROM projects WHERE jobId = ?", jobId).map((found) => v.parse(projectRow, found))[0],
    strangers: (jobId: string): Stranger[] =>
      all("SELECT id, name, status, at FROM strangers WHERE jobId = ? ORDER BY name, id LIMIT 200", jobId).map((found) => v.parse(strangerRow, found)),
    /** What a message of the bridge says about an interview; other messages are not for here. */
    hear: (type: string, at: string, data: unknown) => hearing[type]?.(at, data),
    forgetApplication(id: string): void {
      run("DELETE FROM interviews WHERE applicationId = ?", id);
      run("DELETE FROM ratings WHERE applicationId = ?", id);
    },
    forgetPerson: (email: string) => run("DELETE FROM strangers WHERE email = ?", email.toLowerCase()),
  };
}

function whenRead<Schema extends v.GenericSchema>(schema: Schema, take: (at: string, data: v.InferOutput<Schema>) => void) {
  return (at: string, data: unknown): void => {
    const read = v.safeParse(schema, data);
    if (read.success) take(at, read.output);
  };
}
