// Where to send a browser so that its user is signed in at the suite, on the right page: by a plain link, SAML or OpenID Connect.
import { findMatch } from "../../core/matches.ts";
import type { Connection } from "../../core/connections.ts";
import type { SessionUser } from "../../core/sessions.ts";
import { VendorFault, notFound } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { openSuite, pathIn, readCandidate, readProject } from "./client.ts";
import { oidcSignOn } from "./oidc.ts";
import { pageOf, settingsOf } from "./references.ts";
import { samlSignOn } from "./saml.ts";

export type Target = { readonly jobId?: string | undefined; readonly candidateId?: string | undefined };

/** The suite's page for this candidate or job; its first page where there is none, or where it does not say. */
const targetOf = async (edge: Edge, connection: Connection, { jobId, candidateId }: Target): Promise<string> => {
  const { tenant } = connection;
  const settings = settingsOf(connection);
  const [entity, atsId] = candidateId === undefined ? (["project", jobId] as const) : (["candidate", candidateId] as const);
  const match = atsId === undefined ? null : await findMatch(edge, tenant, entity, { atsId });
  if (candidateId !== undefined && !match) throw notFound("candidate");
  if (!match) return pageOf(settings, null);
  try {
    const suite = await openSuite(edge, connection);
    const shown = entity === "project" ? await readProject(suite, match.suite_id) : await readCandidate(suite, pathIn(suite, match.suite_uri) ?? "");
    return pageOf(settings, shown?.interview_suite_url);
  } catch (cause) {
    // The suite's API is not what the browser is going to: its first page is better than nothing.
    if (!(cause instanceof VendorFault)) throw cause;
    return pageOf(settings, null);
  }
};

export const signOn = async (edge: Edge, connection: Connection, user: SessionUser, wanted: Target): Promise<string> => {
  const { sso } = settingsOf(connection);
  const target = await targetOf(edge, connection, wanted);
  if (!sso) return target;
  if (sso.type === "link") return sso.startUrl.replaceAll("{target}", encodeURIComponent(target));
  if (sso.type === "saml") return samlSignOn(edge, connection.tenant, user, target);
  return oidcSignOn(edge, connection.tenant, { id: user.id, name: user.name, ...(user.email === undefined ? {} : { email: user.email }) }, target, sso.initiateUrl);
};
