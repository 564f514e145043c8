// The operator's calls on connections: settings and secrets, state, a check of the credentials.
import * as v from "valibot";
import { ConnectionAnswer } from "../api.ts";
import { audit } from "../core/audit.ts";
import { causeText, chooseLanguage, nextStepText } from "../core/connection-texts.ts";
import { failed, findConnection, listConnections, removeConnection, moveConnection, saveConnection, saveConnectionParts } from "../core/connections.ts";
import type { Connection } from "../core/connections.ts";
import { removeHookPath } from "../core/hook-paths.ts";
import { getTenant } from "../core/tenants.ts";
import type { Tenant } from "../core/tenants.ts";
import { DemandUnmet } from "../db/database.ts";
import { Refusal, VendorFault, notFound } from "../errors.ts";
import type { Description, Integration } from "../integrations/integration.ts";
import type { Edge } from "../ports.ts";
import { check, endpoint } from "./endpoint.ts";
import type { Endpoint, HttpContext } from "./endpoint.ts";

export const connectionEndpoints = (integrations: readonly Integration[]): readonly Endpoint[] => {
  const roomOf = (provider: string): Integration => {
    const room = integrations.find((each) => each.provider === provider);
    if (!room) throw notFound("provider");
    return room;
  };

  const show = async (edge: Edge, room: Integration, tenant: Tenant, connection: Connection | null, http: HttpContext): Promise<ConnectionAnswer> => {
    const language = chooseLanguage(http.req.header("accept-language"), tenant.settings.locale);
    const state = connection?.state ?? "not_set_up";
    const described: Description = connection ? await room.connection.describe(edge, connection) : { settings: {}, endpoints: {}, checklist: [] };
    return {
      provider: room.provider,
      state,
      cause: causeText(connection?.cause ?? null, language),
      causeCode: connection?.cause ?? null,
      since: connection ? new Date(connection.since).toISOString() : null,
      nextStep: nextStepText(state, language, connection?.cause ?? null),
      settings: described.settings,
      hasSecrets: connection !== null,
      endpoints: described.endpoints,
      checklist: described.checklist.map(({ id, text, done }) => ({ id, text: text[language], done })),
    };
  };

  const path = "/v1/tenants/{tenant}/connections/{provider}";
  const answers = { 200: { what: "the connection", schema: ConnectionAnswer }, 404: { what: "no such tenant or provider" } };

  return [
    endpoint({
      method: "GET",
      path: "/v1/tenants/{tenant}/connections",
      summary: "All providers and how the tenant's connections to them stand",
      plane: "operator",
      answers: { 200: { what: "one item a provider", schema: v.object({ items: v.array(ConnectionAnswer), next: v.null() }) } },
      async handle({ edge, param, http }) {
        const tenant = await getTenant(edge, param("tenant"));
        const connections = await listConnections(edge, tenant.id);
        const items = await Promise.all(integrations.map((room) => show(edge, room, tenant, connections.find((each) => each.provider === room.provider) ?? null, http)));
        return http.json({ items, next: null });
      },
    }),
    endpoint({
      method: "GET",
      path,
      summary: "One connection",
      plane: "operator",
      answers,
      async handle({ edge, param, http }) {
        const tenant = await getTenant(edge, param("tenant"));
        const room = roomOf(param("provider"));
        return http.json(await show(edge, room, tenant, await findConnection(edge, tenant.id, room.provider), http));
      },
    }),
    endpoint({
      method: "PUT",
      path,
      summary: "Set a connection up, or change it; secrets that are left out are kept",
      plane: "operator",
      // Each provider has a body of its own; OpenAPI shows them under x-connection-bodies.
      body: v.record(v.string(), v.unknown()),
      answers: { ...answers, 201: { what: "set up", schema: ConnectionAnswer } },
      async handle({ edge, caller, param, body, http }) {
        const tenant = await getTenant(edge, param("tenant"));
        const room = roomOf(param("provider"));
        const fitting = check(room.connection.body, body, "invalid-body");
        const before = await findConnection(edge, tenant.id, room.provider);
        const { settings, secrets, shown } = await room.connection.accept(edge, tenant, fitting, before);
        await edge
          .databaseFor(tenant.id)
          .batch([
            await saveConnection(edge, tenant.id, room.provider, settings, secrets, room.connection.initial),
            ...room.connection.start(edge, tenant.id),
            audit(edge, tenant.id, caller, before ? "connection.change" : "connection.create", room.provider),
          ]);
        edge.kick();
        return http.json({ ...(await show(edge, room, tenant, await findConnection(edge, tenant.id, room.provider), http)), ...shown }, before ? 200 : 201);
      },
    }),
    endpoint({
      method: "DELETE",
      path,
      summary: "Remove a connection with its secrets",
      plane: "operator",
      answers: { 204: { what: "removed" }, 404: { what: "not set up" } },
      async handle({ edge, caller, param, http }) {
        const tenant = await getTenant(edge, param("tenant"));
        const room = roomOf(param("provider"));
        if (!(await findConnection(edge, tenant.id, room.provider))) throw notFound("connection");
        await edge.directory.batch([removeHookPath(tenant.id, room.provider), ...(room.connection.removeFromDirectory?.(tenant.id) ?? [])]);
        await edge
          .databaseFor(tenant.id)
          .batch([
            ...(room.connection.remove?.(tenant.id) ?? []),
            ...removeConnection(tenant.id, room.provider),
            audit(edge, tenant.id, caller, "connection.remove", room.provider),
          ]);
        return http.body(null, 204);
      },
    }),
    endpoint({
      method: "POST",
      path: `${path}/check`,
      summary: "Try the credentials against the vendor",
      plane: "operator",
      answers,
      async handle({ edge, caller, param, http }) {
        const tenant = await getTenant(edge, param("tenant"));
        const room = roomOf(param("provider"));
        const connection = await findConnection(edge, tenant.id, room.provider);
        if (!connection) throw notFound("connection");
        const outcome = await room.connection.check(edge, connection).then(
          async ({ state, cause, statements }) => [...statements, ...(await moveConnection(edge, connection, state, cause))],
          (cause: unknown) => {
            if (!(cause instanceof VendorFault)) throw cause;
            return failed(edge, connection, cause, true);
          },
        );
        await edge.databaseFor(tenant.id).batch([...outcome, audit(edge, tenant.id, caller, "connection.check", room.provider)]);
        edge.kick();
        return http.json(await show(edge, room, tenant, await findConnection(edge, tenant.id, room.provider), http));
      },
    }),
    ...integrations.flatMap((room) => {
      const { provision } = room.connection;
      if (!provision) return [];
      return endpoint({
        method: "POST",
        path: `/v1/tenants/{tenant}/connections/${room.provider}/provision`,
        summary: "Make or adopt what the vendor keeps for this customer",
        plane: "operator",
        body: v.strictObject({}),
        answers: { 200: { what: "adopted", schema: ConnectionAnswer }, 201: { what: "made", schema: ConnectionAnswer }, 409: { what: "our own credentials are missing" } },
        async handle({ edge, caller, param, http }) {
          const tenant = await getTenant(edge, param("tenant"));
          const db = edge.databaseFor(tenant.id);
          if (!(await findConnection(edge, tenant.id, room.provider))) {
            const { settings, secrets } = await room.connection.accept(edge, tenant, {}, null);
            await db.batch([await saveConnection(edge, tenant.id, room.provider, settings, secrets, room.connection.initial), ...room.connection.start(edge, tenant.id)]);
            edge.kick();
          }
          const attempt = async (triesLeft: number): Promise<boolean> => {
            const connection = await findConnection(edge, tenant.id, room.provider);
            if (!connection) throw notFound("connection");
            const { created, statements } = await provision(edge, tenant, connection);
            try {
              await db.batch([...statements, ...room.connection.start(edge, tenant.id), audit(edge, tenant.id, caller, "connection.provision", room.provider)]);
              return created;
            } catch (cause) {
              // Two asked at once: with what the other has kept, ours adopts.
              if (!(cause instanceof DemandUnmet) || triesLeft === 0) throw cause;
              return attempt(triesLeft - 1);
            }
          };
          const created = await attempt(3);
          edge.kick();
          return http.json(await show(edge, room, tenant, await findConnection(edge, tenant.id, room.provider), http), created ? 201 : 200);
        },
      });
    }),
    endpoint({
      method: "POST",
      path: `${path}/secret`,
      summary: "A new secret; the one before it is good for another 24 hours",
      plane: "operator",
      answers,
      async handle({ edge, caller, param, http }) {
        const tenant = await getTenant(edge, param("tenant"));
        const room = roomOf(param("provider"));
        const connection = await findConnection(edge, tenant.id, room.provider);
        if (!connection) throw notFound("connection");
        if (!room.connection.newSecret)
          throw new Refusal({ status: 409, code: "secret-is-the-vendors", message: `the secret of ${room.provider} comes from the vendor: PUT it`, who: "operator" });
        const { parts, shown } = await room.connection.newSecret(edge, connection);
        await edge
          .databaseFor(tenant.id)
          .batch([...(await saveConnectionParts(edge, connection, parts.settings, parts.secrets)), audit(edge, tenant.id, caller, "connection.secret", room.provider)]);
        return http.json({ ...(await show(edge, room, tenant, await findConnection(edge, tenant.id, room.provider), http)), ...shown });
      },
    }),
  ];
};
