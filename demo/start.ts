// What `npm start` runs: the edge, the stand-in vendors and the demo ATS in one process, set up and ready to open.
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { startEdge } from "../edge/node.ts";
import { startAts, type Ats } from "./ats/server.ts";
import { apiKey, atsFeedToken, icimsCustomer, icimsProof, ltToken, seedConnections, seedSuite, seedTenant, tenant } from "./seed.ts";
import { inject } from "./vendors/pitchyou/profiles.ts";
import { sampleProfiles } from "./vendors/pitchyou/sample-profiles.ts";
import { startVendors, type Vendors } from "./vendors/server.ts";

export type DemoOptions = {
  ports: { edge: number; vendors: number; ats: number };
  /** Where databases and files go; `memory` keeps nothing. */
  dataFolder: string | "memory";
  /** Three applicants for a first look, one of them for a job that nobody knows. */
  samples?: boolean;
  /** Chats open in the vendor's own widget instead of a frame. */
  vendorWidget?: boolean;
  /** Further settings of the edge, which win over the demo's. */
  env?: Readonly<Record<string, string | undefined>>;
};
export type Demo = { edge: { url: string }; vendors: Vendors; ats: Ats; close(): Promise<void> };

type Closable = { close(): Promise<void> };

export async function startDemo({ ports, dataFolder, samples = false, vendorWidget = false, env = {} }: DemoOptions): Promise<Demo> {
  const running: Closable[] = [];
  const close = async () => {
    for (const part of running.toReversed()) await part.close();
  };
  async function part<Part extends Closable>(name: string, port: number, starting: Promise<Part>): Promise<Part> {
    const started = await starting.catch((cause: unknown) => {
      throw new Error(
        isPortTaken(cause)
          ? `Port ${port} is taken: set ${name} to another one, or stop what uses it`
          : `The start failed: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      );
    });
    running.push(started);
    return started;
  }

  try {
    const operatorToken = env["OPERATOR_TOKEN"] || "sandbox-operator";
    const inMemory = dataFolder === "memory";
    if (!inMemory) mkdirSync(dataFolder, { recursive: true });
    const vendors = await part("VENDORS_PORT", ports.vendors, startVendors({ port: ports.vendors, memoryFile: inMemory ? undefined : join(dataFolder, "stand-in-vendors.bin") }));
    const loopback = vendors.url.replace("localhost", "127.0.0.1");
    if (samples && vendors.pitchyou.state.profiles.size === 0) for (const sample of sampleProfiles(new Date())) inject(vendors.pitchyou.state, sample);

    const applyUrl = `${vendors.url}/pitchyou/{client_id}`;
    const edge = await part(
      "PORT",
      ports.edge,
      startEdge({
        env: {
          DATABASE_PATH: inMemory ? ":memory:" : join(dataFolder, "ats-bridge.db"),
          ...(inMemory ? {} : { MEDIA_PATH: join(dataFolder, "media") }),
          LINKEDIN_API_URL: loopback,
          LINKEDIN_OAUTH_URL: loopback,
          LINKEDIN_PLUGIN_URL: vendors.url,
          PITCHYOU_API_URL: `${loopback}/pitchyou`,
          PITCHYOU_APPLY_URL: applyUrl,
          PITCHYOU_CHAT_URL: `${vendors.url}/pitchyou/chat`,
          ...env,
          MODE: "sandbox",
          OPERATOR_TOKEN: operatorToken,
          PORT: String(ports.edge),
          SMTP_URL: vendors.mail.smtpUrl,
        },
        log: quietLog,
      }),
    );
    const widgetBase = `${vendors.url}/pitchyou/assets/chat-widget`;
    const widget = vendorWidget ? { widgetScript: `${widgetBase}.ts`, widgetStyle: `${widgetBase}.css` } : {};
    const ats = await part(
      "DEMO_PORT",
      ports.ats,
      startAts({
        port: ports.ats,
        edgeUrl: edge.url,
        apiKey,
        vendorsUrl: vendors.url,
        vendorWidget,
        applyUrl,
        clientId: tenant,
        feedToken: atsFeedToken,
        database: inMemory ? ":memory:" : join(dataFolder, "demo-ats.db"),
      }),
    );
    const operator = { edgeUrl: edge.url, operatorToken };
    ats.trust(await seedTenant(operator, ats.url));
    await seedConnections(operator, { widget, vendorsUrl: vendors.url });
    const edgeUrl = edge.url.replace("localhost", "127.0.0.1");
    vendors.lt.setTarget({ edgeUrl, tenant, token: ltToken, partner: "Nordlicht" });
    vendors.icims.setTarget(icimsCustomer, { edgeUrl, proof: icimsProof });
    // What is set up by hand in the suite: where its webhooks go, and (from the same addresses) whose sign-on it believes.
    const suite = await seedSuite(operator, vendors.url);
    vendors.suite.register(tenant, (suite["webhook"] ?? "").replace("localhost", "127.0.0.1"));
    vendors.suite.trust(tenant, { type: "saml", metadata: suite["samlMetadata"] ?? "", acsUrl: `${vendors.url}/suite/saml/acs`, audience: `${vendors.url}/suite` });
    await ats.begin();
    return { edge, vendors, ats, close };
  } catch (error) {
    await close();
    throw error;
  }
}

// The demo's terminal is for people: only what went wrong is said.
const quietLog = {
  info() {},
  warn: (event: string, fields: object = {}) => console.error(JSON.stringify({ level: "warn", event, ...fields })),
  error: (event: string, fields: object = {}) => console.error(JSON.stringify({ level: "error", event, ...fields })),
};

function isPortTaken(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
}

function announcement({ edge, vendors, ats }: Demo): string {
  return `
  ats-bridge runs in sandbox mode: every vendor is a stand-in, nothing leaves this machine.

    Job board        ${ats.url}
    Recruiting       ${ats.url}/ats/candidates
    LinkedIn         ${ats.url}/ats/settings/linkedin
    Interview suite  ${vendors.url}/suite
    Vendors          ${vendors.url}
    Elements         ${ats.url}/gallery
    Console          ${edge.url}/console
    API              ${edge.url}/docs

  API key ${apiKey} · operator's token ${process.env["OPERATOR_TOKEN"] || "sandbox-operator"}
  Stop with Ctrl-C.
`;
}

async function main(): Promise<void> {
  const { env } = process;
  if (env["MODE"] && env["MODE"] !== "sandbox") throw new Error("npm start is the sandbox demo; `npm run edge` runs the edge alone in any MODE");
  const database = env["DATABASE_PATH"] || fileURLToPath(new URL("../data/ats-bridge.db", import.meta.url));
  const demo = await startDemo({
    ports: { edge: Number(env["PORT"] || 8787), vendors: Number(env["VENDORS_PORT"] || 8788), ats: Number(env["DEMO_PORT"] || 8789) },
    dataFolder: database === ":memory:" ? "memory" : dirname(resolve(database)),
    samples: true,
    env,
  });
  console.log(announcement(demo));

  const stop = () => {
    void demo.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(`\n  ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
