// Requests per second of an authenticated read against a bare node:http server, both asked by the same client.
import { createServer } from "node:http";
import * as v from "valibot";
import { startEdge } from "../../edge/node.ts";

const REQUESTS = 8_000;
const AT_ONCE = 32;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const ask = async (url: string, headers: Record<string, string>): Promise<number> => {
  const run = async (requests: number) => {
    let left = requests;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (left-- > 0) await (await fetch(url, { headers })).arrayBuffer();
      }),
    );
  };
  await run(REQUESTS / 8);
  const started = performance.now();
  await run(REQUESTS);
  return REQUESTS / ((performance.now() - started) / 1_000);
};

export const benchHttp = async () => {
  const server = createServer((_, answer) => answer.writeHead(200, { "content-type": "application/json" }).end('{"id":"4711","title":"Pflegefachkraft"}'));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const bare = await ask(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`, {});
  server.closeAllConnections();
  server.close();

  const edge = await startEdge({ env: { PORT: "0", DATABASE_PATH: ":memory:" }, log: quiet });
  const call = (path: string, method: string, headers: Record<string, string>, body: unknown) =>
    fetch(`${edge.url}${path}`, { method, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
  const operator = { authorization: "Bearer sandbox-operator" };
  await call("/v1/tenants/acme", "PUT", operator, { name: "Acme", origins: [] });
  const { key } = v.parse(v.object({ key: v.string() }), await (await call("/v1/tenants/acme/api-keys", "POST", operator, {})).json());
  const ats = { authorization: `Bearer ${key}` };
  await call("/v1/jobs/4711", "PUT", ats, { title: "Pflegefachkraft" });
  const ours = await ask(`${edge.url}/v1/jobs/4711`, ats);
  await edge.close();
  return { bare, ours };
};
