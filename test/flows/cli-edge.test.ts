// doctor, send-sample, replay and rotate at the running demo: everything green there, and red where something was broken on purpose.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server } from "node:http";
import { after, before, describe, it } from "node:test";
import { Webhook } from "standardwebhooks";
import { startDemo } from "../../demo/start.ts";
import type { Demo } from "../../demo/start.ts";
import { eventually } from "../support/processes.ts";
import { OPERATOR_TOKEN, cli } from "./cli.ts";

type Finding = { readonly id: string; readonly state: string; readonly says: string; readonly next?: string };
type Step = { readonly scenario: string; readonly step: string; readonly expected: string; readonly actual: string; readonly good: boolean };
type Bent = { status: number; headers: Headers; body: Buffer };

/** A proxy in front of the edge that changes what comes back, as badly set up ones do. */
const startProxy = async (target: string, bend: (path: string, answer: Bent) => void): Promise<{ url: string; server: Server }> => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { host: _, connection: __, ...headers }: IncomingHttpHeaders = request.headers;
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? "GET",
      headers: Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : [])),
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      redirect: "manual",
    });
    const bent = { status: answer.status, headers: new Headers(answer.headers), body: Buffer.from(await answer.arrayBuffer()) };
    for (const name of ["content-length", "content-encoding", "transfer-encoding", "connection", "keep-alive"]) bent.headers.delete(name);
    bend(request.url ?? "", bent);
    response.writeHead(bent.status, Object.fromEntries(bent.headers)).end(bent.body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`, server };
};

describe("the command line at an edge", () => {
  let demo: Demo;
  let env: Record<string, string>;
  const closing: Server[] = [];
  before(async () => {
    demo = await startDemo({ ports: { edge: 0, vendors: 0, ats: 0 }, dataFolder: "memory", samples: true, env: { SANDBOX_FAST: "1" } });
    env = { EDGE_URL: demo.edge.url, OPERATOR_TOKEN };
  });
  after(async () => {
    for (const server of closing) server.closeAllConnections();
    for (const server of closing) server.close();
    await demo.close();
  });
  const proxied = async (bend: Parameters<typeof startProxy>[1]) => {
    const { url, server } = await startProxy(demo.edge.url, bend);
    closing.push(server);
    return url;
  };
  const operate = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${OPERATOR_TOKEN}`, "content-type": "application/json" };
    const answer = await fetch(`${demo.edge.url}/v1/tenants${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
    return answer.status === 204 ? null : answer.json();
  };
  const examine = async (args: readonly string[] = [demo.edge.url], more = env) => {
    const ran = await cli(["doctor", ...args, "--json"], more);
    const findings: Finding[] = ran.json().sections.flatMap((section: { findings: Finding[] }) => section.findings);
    return { code: ran.code, findings, of: (id: string) => findings.find((each) => each.id === id), bad: findings.filter(({ state }) => state === "bad").map(({ id }) => id) };
  };
  const play = async (args: readonly string[], more = env) => {
    const ran = await cli(["send-sample", ...args, "--json"], more);
    const { steps, wrong }: { steps: Step[]; wrong: number } = ran.json();
    return { code: ran.code, steps, wrong, failing: steps?.filter(({ good }) => !good).map(({ step }) => step) };
  };

  it("send-sample plays iCIMS's six scenarios, and the record table agrees", async () => {
    const { code, steps, failing } = await play(["icims"]);
    assert.deepEqual(failing, []);
    assert.equal(code, 0);
    assert.deepEqual([...new Set(steps.map(({ scenario }) => scenario[0]))], ["p", "1", "2", "3", "4", "5", "6"]);
    assert.equal(steps.filter(({ step, actual }) => step === "look into the record table" && actual.startsWith("1 event")).length, 5);
    const third = await play(["icims", "--scenario", "3"]);
    assert.ok(third.steps.length === 3 && third.steps.every(({ scenario }) => scenario.startsWith("3")));
    assert.equal((await cli(["send-sample", "icims", "--scenario", "7"], env)).code, 2);
  });

  it("send-sample sends what each of the other vendors sends", async () => {
    for (const [vendor, count] of [
      ["lt", 7],
      ["linkedin", 6],
      ["suite", 5],
      ["pitchyou", 2],
    ] as const) {
      const { code, steps, failing } = await play([vendor]);
      assert.deepEqual(failing, [], vendor);
      assert.deepEqual([code, steps.length], [0, count]);
    }
    const { items } = await operate("GET", "");
    assert.deepEqual(
      items.map(({ id }: { id: string }) => id),
      ["acme"],
      "the sample's own tenant is gone again",
    );
  });

  it("send-sample proves itself by HMAC, by a token of the edge's, and with given credentials; wrong ones are red", async () => {
    await operate("PUT", "/globex", { name: "Globex", origins: [] });
    const target = ["icims", "--tenant", "globex", "--customer", "9002", "--scenario", "1"];
    await operate("PUT", "/globex/connections/icims", { customerId: "9002", auth: { type: "hmac", user: "globex", secret: "hmac-secret" } });
    assert.deepEqual((await play([...target, "--proof", "hmac", "--user", "globex", "--secret", "hmac-secret"])).failing, []);
    const { clientId, clientSecret } = await operate("PUT", "/globex/connections/icims", { customerId: "9002", auth: { type: "oauth2" } });
    assert.deepEqual((await play([...target, "--proof", "oauth2", "--user", clientId, "--secret", clientSecret])).failing, []);
    const examined = await examine([demo.edge.url, "--tenant", "globex", "--client-id", clientId, "--client-secret", clientSecret]);
    assert.equal(examined.of("icims.own-token")?.state, "good");
    assert.equal((await examine([demo.edge.url, "--tenant", "globex", "--client-id", clientId, "--client-secret", "no"])).of("icims.own-token")?.state, "bad");

    for (const args of [
      [...target, "--proof", "hmac", "--user", "globex", "--secret", "wrong"],
      ["lt", "--secret", "wrong"],
    ]) {
      const wrong = await play(args);
      assert.equal(wrong.code, 1);
      assert.ok(wrong.wrong > 0);
    }
    await operate("DELETE", "/globex");
  });

  it("doctor finds the demo well, and says in words what is still to do", async () => {
    const { code, findings, bad, of } = await examine();
    assert.deepEqual(bad, []);
    assert.equal(code, 0);
    for (const id of [
      "reach",
      "clock",
      "ready",
      "headers",
      "widgets",
      "settings",
      "schema",
      "tick",
      "linkedin.challenge",
      "icims.events",
      "icims.token",
      "icims.state",
      "luotettava-tyontekija.profiles",
      "pitchyou.state",
      "interview-suite.state",
      "webhook",
    ])
      assert.equal(of(id)?.state, "good", id);
    assert.deepEqual([of("tls")?.state, of("example-secrets")?.state, of("alerts")?.state], ["warn", "warn", "warn"]);
    assert.ok(findings.every(({ state, next }) => state === "good" || (next ?? "").length > 10));
    const shown = await cli(["doctor", demo.edge.url], env);
    assert.match(shown.out, /^Edge\n {2}● Reachable[^]*Tenant acme[^]*● \d+ good {3}▲ \d+ to look at {3}✕ 0 wrong\n$/);
    assert.ok(!shown.out.includes("\u001B"), "no colours into a pipe");
  });

  it("doctor looks from outside where there is no token, and says when the token is wrong", async () => {
    const outside = await examine([demo.edge.url], {});
    assert.equal(outside.code, 0);
    assert.equal(outside.of("token")?.state, "warn");
    assert.equal(outside.of("schema"), undefined);
    const wrong = await examine([demo.edge.url, "--token", "not-the-token"]);
    assert.deepEqual([wrong.code, wrong.bad], [1, ["token"]]);
    const nobody = await examine(["http://127.0.0.1:9"]);
    assert.deepEqual([nobody.code, nobody.bad], [1, ["reach"]]);
    const another = await examine([demo.vendors.url]);
    assert.deepEqual([another.code, another.bad], [1, ["reach"]]);
  });

  it("doctor notices what a proxy takes away or changes: headers, scripts, the time, vendors' calls", async () => {
    const bare = await proxied((_, { headers }) => headers.delete("content-security-policy"));
    assert.deepEqual((await examine([bare])).bad, ["headers"]);
    const rewriting = await proxied((path, answer) => void (path.endsWith("/ats-bridge.js") && (answer.body = Buffer.concat([answer.body, Buffer.from("\n")]))));
    assert.deepEqual((await examine([rewriting])).bad, ["widgets"]);
    const late = await proxied((_, { headers }) => headers.set("date", new Date(Date.now() - 600_000).toUTCString()));
    assert.deepEqual((await examine([late])).bad, ["clock"]);
    const slow = await proxied((_, { headers }) => headers.set("date", new Date(Date.now() - 20_000).toUTCString()));
    assert.equal((await examine([slow])).of("clock")?.state, "warn");
    const unready = await proxied((path, answer) => {
      if (path !== "/ready") return;
      answer.status = 503;
      answer.body = Buffer.from(JSON.stringify({ status: "not ready", mode: "sandbox", missing: ["PUBLIC_URL is missing"] }));
    });
    const { of, bad } = await examine([unready]);
    assert.deepEqual([bad, of("ready")?.says], [["ready"], "PUBLIC_URL is missing"]);
  });

  it("doctor sees refused credentials and an ATS that does not answer", async () => {
    await operate("PUT", "/initech", { name: "Initech", origins: [], webhook: { url: "http://127.0.0.1:9/hook" } });
    await operate("PUT", "/initech/connections/pitchyou", { clientId: "initech", clientSecret: "wrong" });
    const { code, bad, of } = await examine([demo.edge.url, "--tenant", "initech"]);
    assert.deepEqual([code, bad], [1, ["pitchyou.state", "webhook"]]);
    assert.match(of("pitchyou.state")?.says ?? "", /^action needed: .*refused/);
    await operate("POST", "/initech/suspend");
    const asleep = await examine([demo.edge.url, "--tenant", "initech"]);
    assert.deepEqual([asleep.bad, asleep.of("suspended")?.state], [[], "warn"]);
    await operate("DELETE", "/initech");
  });

  it("replay sends again what is asked for, and asks for the tenant where there are several", async () => {
    assert.ok((await cli(["replay", "--since", "1h", "--json"], env)).json().count > 0);
    assert.equal((await cli(["replay", "--since", "2030-01-01T00:00:00Z", "--json"], env)).json().count, 0);
    const { items } = await operate("GET", "/acme/messages");
    const { code, out } = await cli(["replay", "--ids", `${items[0].id}, ${items[1].id}`], env);
    assert.equal(code, 0);
    assert.match(out, /● 2 messages are on the way to acme again/);
    assert.deepEqual((await cli(["replay", "--failed", "--json"], env)).json(), { tenant: "acme", failed: true, count: 0 });
    await operate("PUT", "/second", { name: "Second", origins: [] });
    const several = await cli(["replay", "--failed"], env);
    assert.equal(several.code, 2);
    assert.match(several.err, /2 tenants: name one with --tenant \(acme, second\)/);
    assert.equal((await cli(["replay", "--failed", "--tenant", "second"], env)).code, 0);
    await operate("DELETE", "/second");
  });

  it("page prints the policy that a page needs, and finds nothing in the way of the demo's own job ad", async () => {
    const wanted = (await cli(["page", "--elements", "pitchyou-chat", "--json"], env)).json();
    assert.match(wanted.policy, /^script-src .*trusted-types ats-bridge$/);
    const board = await (await fetch(demo.ats.url)).text();
    const [, ad = ""] = /href="(\/jobs\/[^"]+)"/.exec(board) ?? [];
    const { code, out } = await cli(["page", `${demo.ats.url}${ad}`], env);
    assert.equal(code, 0, out);
    assert.match(out, /● nothing that can be seen from here stands in the way/);
    const foreign = await cli(["page", "https://example.com/"], env);
    assert.equal(foreign.code, 1);
    assert.match(foreign.out + foreign.err, /not one of the tenant's origins/);
  });

  it("rotate makes secrets that work beside the ones before them", async () => {
    const { secret } = (await cli(["rotate", "webhook", "--json"], env)).json();
    await operate("POST", "/acme/messages/replay", { since: "2020-01-01T00:00:00Z" });
    const { items } = await eventually("the ATS takes what both secrets have signed", async () => {
      const page = await operate("GET", "/acme/messages?limit=200");
      return page.items.every(({ state }: { state: string }) => state === "delivered") ? page : undefined;
    });
    assert.ok(items.length > 0 && new Webhook(secret).sign("msg", new Date(), "{}"));

    const { made } = (await cli(["rotate", "connection", "luotettava-tyontekija", "--json"], env)).json();
    assert.deepEqual((await play(["lt", "--secret", made.token])).failing, []);
    assert.deepEqual((await play(["lt"])).failing, [], "the one before is good for another day");
    const refused = await cli(["rotate", "connection", "icims", "--json"], env);
    assert.deepEqual([refused.code, refused.json().error.code], [1, "secret-is-the-customers"]);

    const { id, key, before: known } = (await cli(["rotate", "api-key", "--json"], env)).json();
    assert.equal(known.length, 1);
    const ask = () => fetch(`${demo.edge.url}/v1/applications`, { headers: { authorization: `Bearer ${key}` } });
    assert.equal((await ask()).status, 200);
    assert.equal((await cli(["rotate", "api-key", "--revoke", id], env)).code, 0);
    assert.equal((await ask()).status, 401);
  });
});
