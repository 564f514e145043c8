// Kills -9 under 16 clients, on both runtimes: what was acknowledged is there, once, and every repeat is answered like the first.
import assert from "node:assert/strict";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { createTestApp } from "../support/test-app.ts";
import { eventually, freePort, spawnEdge } from "../support/processes.ts";
import type { EdgeProcess } from "../support/processes.ts";

const CLIENTS = 16;
const RUNTIMES = [
  { name: "Node", args: ["edge/node.ts"], kills: 50, upMs: 20, perLife: 4 },
  // Long enough after each start that it does take some in before it dies.
  { name: "workerd", args: ["scripts/workers.ts"], kills: 10, upMs: 500, perLife: 20 },
] as const;
const OPERATOR = { authorization: "Bearer sandbox-operator", "content-type": "application/json" };

describe("notifications while the edge is killed", () => {
  for (const { name, args, kills, upMs, perLife } of RUNTIMES) {
    const folder = mkdtempSync(join(tmpdir(), "ats-bridge-notified-"));
    let edge: EdgeProcess | undefined;
    after(async () => {
      await edge?.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    });

    it(`LT-4 LT-5 IC-15 IC-16 on ${name}, ${kills} kills lose nothing that was acknowledged, double nothing, and repeats are answered alike`, async () => {
      const env = { PORT: String(await freePort()), DATABASE_PATH: join(folder, "edge.db"), INSTANCE: "the-one" };
      const url = `http://127.0.0.1:${env.PORT}`;
      const operator = (method: string, path: string, body: unknown) => fetch(`${url}${path}`, { method, headers: OPERATOR, body: JSON.stringify(body) });
      edge = await spawnEdge(args, env, 120_000);
      await operator("PUT", "/v1/tenants/acme", { name: "Acme", origins: [] });
      await operator("PUT", "/v1/tenants/acme/connections/luotettava-tyontekija", { token: "a-token-of-sixteen" });
      await operator("PUT", "/v1/tenants/acme/connections/icims", {
        customerId: "9001",
        auth: { type: "basic", username: "u", password: "p" },
        rules: [{ eventType: "AssessmentEvent", do: "application" }],
      });

      const sendings = {
        lt: (id: string) => ({
          path: "/hooks/luotettava-tyontekija/acme",
          authorization: "Bearer a-token-of-sixteen",
          body: { mydatashare_user_id: id, profile: { first_name: id } },
        }),
        icims: (id: string) => ({
          path: "/hooks/icims",
          authorization: `Basic ${btoa("u:p")}`,
          body: { customerId: "9001", eventType: "AssessmentEvent", systemId: id, userId: "1", returnUrl: "https://careers.icims.com/back" },
        }),
      };
      const acknowledged = new Map<string, string>();
      const differing: string[] = [];
      let next = 0;
      let over = false;
      const client = async () => {
        while (!over) {
          const number = next++;
          const id = `${number % 2 ? "lt" : "icims"}-${number}`;
          const { path, authorization, body } = number % 2 ? sendings.lt(id) : sendings.icims(id);
          // The sender repeats until it hears a success, and once more after it, as impatient senders do.
          for (let heard = 0; heard < 2 && !over;) {
            const answer = await fetch(`${url}${path}`, {
              method: "POST",
              redirect: "manual",
              headers: { authorization, "content-type": "application/json" },
              body: JSON.stringify(body),
            }).catch(() => null);
            const text = await answer?.text().catch(() => null);
            // Half an answer is none.
            if (!answer || typeof text !== "string" || ![200, 303].includes(answer.status)) {
              await new Promise((later) => setTimeout(later, 10));
              continue;
            }
            heard++;
            const said = `${answer.status} ${answer.headers.get("location")} ${text}`;
            if (acknowledged.has(id) && acknowledged.get(id) !== said) differing.push(`${id}: ${said}`);
            acknowledged.set(id, said);
          }
        }
      };
      const clients = Array.from({ length: CLIENTS }, client);
      for (let kill = 0; kill < kills; kill++) {
        await new Promise((later) => setTimeout(later, upMs + ((kill * 53) % 120)));
        // Each life of the edge has acknowledged something worth losing, however slow the machine is.
        await eventually("enough is acknowledged", async () => acknowledged.size > (kill + 1) * perLife || undefined, 60_000);
        await edge.kill("SIGKILL");
        edge = await spawnEdge(args, env, 120_000);
      }
      over = true;
      await Promise.all(clients);
      await edge.kill("SIGTERM");

      assert.deepEqual(differing, []);
      assert.ok(acknowledged.size > kills * perLife, `${acknowledged.size} acknowledged`);
      const file = name === "Node" ? "edge.db" : (globSync("**/d1/**/*.sqlite", { cwd: folder }).find((each) => !each.endsWith("metadata.sqlite")) ?? "");
      const database = new DatabaseSync(join(folder, file), { readOnly: true });
      const count = (query: string) => Number(database.prepare(query).get()?.["count"]);
      const applications = count("SELECT count(*) AS count FROM applications");
      assert.ok(applications >= acknowledged.size && applications <= next, `${applications} of ${acknowledged.size} acknowledged and ${next} sent`);
      assert.equal(count("SELECT count(*) AS count FROM (SELECT external_hash FROM applications GROUP BY channel, external_hash HAVING count(*) > 1)"), 0);
      assert.equal(count("SELECT count(*) AS count FROM messages WHERE type = 'application.received'"), applications, "one message for each");
      assert.equal(count("SELECT count(*) AS count FROM events"), applications, "one record for each");
      database.close();
    });
  }
});

it("IC-11 IC-23 LT-5 20 notifications, each sent 200 times at once, have one winner each", async () => {
  const test = await createTestApp();
  const acme = await test.tenant("acme", { connect: false });
  await test.operator("PUT", "/v1/tenants/acme/connections/luotettava-tyontekija", { token: "a-token-of-sixteen" });
  const send = (id: number) =>
    test.request("POST", "/hooks/luotettava-tyontekija/acme", {
      headers: { authorization: "Bearer a-token-of-sixteen" },
      text: JSON.stringify({ mydatashare_user_id: `same-${id}`, profile: { first_name: "Aino" } }),
    });
  for (let id = 0; id < 20; id++) {
    const answers = await Promise.all(Array.from({ length: 200 }, () => send(id)));
    assert.deepEqual(new Set(await Promise.all(answers.map(async (each) => `${each.status} ${await each.text()}`))), new Set(['200 {"status":"ok"}']));
  }
  assert.equal((await acme.applications()).length, 20);
  const [messages] = await test.edge.directory.all({ text: "SELECT count(*) AS count FROM messages WHERE type = 'application.received'", values: [] });
  assert.equal(messages?.["count"], 20);
  await test.close();
});
