// An interview suite that does nothing but answer after a while, in a process of its own: what is left to measure is us.
import { createServer } from "node:http";

const ANSWER_MS = 10;
const API = "/api/v3/companies/1";
const candidates: object[] = [];
let calls = 0;
let writes = 0;

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (bytes) => (body += String(bytes)));
  request.on("end", () => {
    calls++;
    if (request.method !== "GET") writes++;
    const url = new URL(request.url ?? "", `http://${request.headers.host}`);
    const answer = answerOf(request.method ?? "", url, body);
    setTimeout(
      () => response.writeHead(answer === null ? 404 : request.method === "POST" ? 201 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer)),
      ANSWER_MS,
    );
  });
});

const list = (objects: readonly object[], url: URL) => {
  const [page, size] = [Number(url.searchParams.get("page") ?? 1), Number(url.searchParams.get("page_size") ?? 20)];
  const shown = objects.slice((page - 1) * size, page * size);
  return { meta: { total_count: objects.length, next: objects.length > page * size ? `${url.origin}${url.pathname}?page=${page + 1}&page_size=${size}` : null }, objects: shown };
};

const answerOf = (method: string, url: URL, body: string): object | null => {
  const root = `${url.origin}${API}`;
  const project = { resource_uri: `${root}/projects/17/`, name: "Logistik", status: "active", internal_id: "REQ-7", language: "de" };
  if (url.pathname.includes("company-by-identifier")) return { name: "Acme", projects: `${root}/projects/` };
  if (url.pathname === `${API}/projects/`) return list([project], url);
  if (url.pathname === `${API}/projects/17/`) return project;
  if (url.pathname === `${API}/projects/17/results/`) return list([], url);
  if (url.pathname === `${API}/projects/17/candidates/`) {
    if (method === "GET") return list(candidates, url);
    const made = { ...JSON.parse(body), resource_uri: `${root}/projects/17/candidates/${candidates.length + 1}/`, status: "new" };
    candidates.push(made);
    return made;
  }
  return null;
};

server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on("message", () => process.send?.({ calls, writes, candidates: candidates.length }));
