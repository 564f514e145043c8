// The API's description as Markdown, for programs that read text, and the map of the product in the form of https://llmstxt.org.
import { anchorOf } from "./docs-page.ts";
import { curlOf } from "./docs-operations.ts";
import type { Answer, Content, Operation, Reference } from "./docs-operations.ts";
import { shapesOf } from "./docs-shapes.ts";
import type { Field, Named } from "./docs-shapes.ts";
import { PROBLEM_CODES } from "./openapi-problems.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

const fieldRows = (fields: readonly Field[]): string =>
  [
    "| field | type | notes |",
    "|---|---|---|",
    ...fields.map(({ name, type, required, note }) => `| \`${name}\`${required ? "" : " (optional)"} | ${cell(type)} | ${cell(note)} |`),
  ].join("\n");

const contentText = ({ mediaType, schema, example }: Content, named: Named): string[] => [
  ...(mediaType === "application/json" ? [] : [`\`${mediaType}\``]),
  ...(/json$|form/.test(mediaType) && !mediaType.includes("ndjson")
    ? shapesOf(schema, named).flatMap(({ title, type, fields }) => (fields.length === 0 ? [`\`${type}\``] : [...(title === "" ? [] : [`${title}:`]), fieldRows(fields)]))
    : []),
  ...(example === undefined ? [] : [fence("json", JSON.stringify(example, null, 2))]),
];

const answerText = ({ status, what, content }: Answer, named: Named): string[] => [`**${status}** ${what}`, ...content.flatMap((each) => contentText(each, named))];

const operationText = (operation: Operation, { server, named }: Reference): string[] => {
  const { method, path, summary, proofs, grant, parameters, body, answers, refusals } = operation;
  return [
    `### ${method} ${path}`,
    `${summary}. ${proofs.length === 0 ? "No proof." : `Proof: ${proofs.join(", or ")}.`}${grant === null ? "" : ` A session needs the grant \`${grant}\`.`}`,
    fence("sh", curlOf(server, operation)),
    ...(parameters.length === 0
      ? []
      : [
          [
            "| parameter | in | type | notes |",
            "|---|---|---|---|",
            ...parameters.map((each) => `| \`${each.name}\`${each.required ? "" : " (optional)"} | ${each.where} | ${cell(each.type)} | ${cell(each.note)} |`),
          ].join("\n"),
        ]),
    ...(body.length === 0 ? [] : ["Body:", ...body.flatMap((each) => contentText(each, named))]),
    ...answers.flatMap((each) => answerText(each, named)),
    ...(refusals.length === 0 ? [] : [`Refusals: ${refusals.map(({ status }) => status).join(", ")}.`]),
  ];
};

/** The whole reference on one page. */
export const referenceMarkdown = (reference: Reference): string => {
  const { server, tags, operations, messages, named } = reference;
  const sections = tags.flatMap(({ name, description }) => {
    const own = operations.filter(({ tag }) => tag === name);
    return own.length === 0 ? [] : [`## ${name}`, `${description}.`, ...own.flatMap((each) => operationText(each, reference))];
  });
  return `${[
    "# ats-bridge API",
    `Served at ${server}. For programs: [openapi.json](${server}/openapi.json).`,
    "JSON in UTF-8. Times are ISO 8601 in UTC. Unknown fields in a body are refused; answers may gain fields. Lists take `limit` (1 to 200, default 50) and `after` and answer `{items, next}`. Errors are `application/problem+json` with a stable `code` and a `requestId`.",
    ...sections,
    "## Messages to the ATS",
    "A `POST` to the tenant's webhook, signed after Standard Webhooks (https://www.standardwebhooks.com). Answer 2xx; anything else is tried again for 75 hours.",
    ...messages.flatMap((message) => [`### ${message.path}`, `${message.summary}.`, ...message.body.flatMap((each) => contentText(each, named))]),
    "## Error codes",
    ["| status | code | meaning |", "|---|---|---|", ...PROBLEM_CODES.map(([status, code, meaning]) => `| ${status} | \`${code}\` | ${cell(meaning)} |`)].join("\n"),
  ].join("\n\n")}\n`;
};

type Paper = { readonly path: string; readonly title: string; readonly about: string };

/** The papers of `docs/` that are served, in the order in which they help. */
export const PAPERS: readonly Paper[] = [
  { path: "recipes/README.md", title: "Recipes", about: "what is the same everywhere: script tag, session endpoint, events" },
  { path: "recipes/html.md", title: "Plain HTML", about: "apply button and chat in any page, hosted pages where no script may run" },
  { path: "recipes/react.md", title: "React 19", about: "an element in a component, its events, its types" },
  { path: "recipes/vue.md", title: "Vue 3", about: "the same for Vue" },
  { path: "recipes/angular.md", title: "Angular", about: "the same for Angular" },
  { path: "recipes/svelte.md", title: "Svelte 5", about: "the same for Svelte, with SvelteKit's session endpoint" },
  { path: "recipes/php.md", title: "PHP", about: "session endpoint and webhook verification" },
  { path: "recipes/curl.md", title: "curl and openssl", about: "a session and a webhook's signature by hand" },
  { path: "server-kit.md", title: "Server kit", about: "ats-bridge/server for backends in TypeScript and JavaScript" },
  { path: "command-line.md", title: "Command line", about: "doctor, samples, replay, secrets, moving a tenant" },
  { path: "operations.md", title: "Operations", about: "alerts, metrics, rotating secrets, upgrades, backups, erasure, moving a tenant" },
  { path: "data-map.md", title: "Data map", about: "which data is kept where, how it is sealed, how long it stays" },
  { path: "threat-model.md", title: "Threat model", about: "who would attack what, what stops them and what does not" },
];

export const llmsText = ({ server, tags, operations }: Reference): string => `# ats-bridge

> Outside recruiting systems (LinkedIn Recruiter, PitchYou, viasto's interview suite, Luotettava Työntekijä, iCIMS) in any applicant tracking system (ATS): one script tag with four web components for the ATS's pages, and one HTTP API that holds every secret, talks to the vendors, takes in what they send exactly once, and tells the ATS by signed messages.

An ATS's backend uses an API key, its pages use short sessions made by \`POST /v1/sessions\`, the operator uses the operator's token. Applications are read from the feed \`GET /v1/applications?after=\`; messages only say that something is there.

## API

- [Reference](${server}/docs/api.md): every call with fields, examples and a call to copy, messages, error codes
- [OpenAPI 3.1](${server}/openapi.json): the same for programs
${tags
  .filter(({ name }) => operations.some(({ tag }) => tag === name))
  .map(({ name, description }) => `- [${name}](${server}/docs#${anchorOf(name)}): ${description}`)
  .join("\n")}

## Papers

${PAPERS.map(({ path, title, about }) => `- [${title}](${server}/docs/${path}): ${about}`).join("\n")}

## Elements

- [ats-bridge.js](${server}/widgets/ats-bridge.js): the script tag; \`<pitchyou-apply-button>\`, \`<pitchyou-chat>\`, \`<ats-linkedin-onboard>\`, \`<interview-questions>\`
- [manifest.json](${server}/widgets/manifest.json): versioned files with integrity hashes
`;
