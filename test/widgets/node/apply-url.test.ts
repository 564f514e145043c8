// The pure half of the apply link, fed by the contract's vectors and by every combination of its optional parts.
import { deepEqual, equal, ok } from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { applyUrl, type ApplyLink } from "../../../widgets/pitchyou-apply-button/apply-url.ts";

interface Vector {
  name: string;
  input: ApplyLink;
  output?: string;
  error?: string;
}

const vectors: Vector[] = JSON.parse(await readFile(new URL("../../fixtures/pitchyou/apply-urls.json", import.meta.url), "utf8"));

function href(link: Partial<ApplyLink>): URL {
  const result = applyUrl({ clientId: "acme", jobId: "4711", ...link });
  ok("href" in result, JSON.stringify(result));
  equal(new URL(result.href).href, result.href, "no later serialisation changes a byte");
  return new URL(result.href);
}

for (const { name, input, output, error } of vectors) {
  test(`PY-12 PY-13 builds the link of the contract: ${name}`, () => {
    deepEqual(applyUrl(input), output ? { href: output } : { code: error });
  });
}

test("PY-14 any job id comes back from the path unchanged", () => {
  for (const id of ["a/b", "a b", "Köln", "🦊", "a?b", "a#b", "a..b", "...", "%2e%2e", "a\\b", "O'Neill(1)*!", "Ba\u0308-1", "\u00e4", "x".repeat(500), "&jkey=x", "+", "0"]) {
    const { pathname, search } = href({ jobId: id });
    equal(search, "");
    equal(decodeURIComponent(pathname.slice("/go/".length)), id);
  }
});

test("PY-15 the template key comes back unchanged, and is left out where there is none", () => {
  for (const key of ["pflege-basis", "Ba\u0308", "a b&c", "1"]) equal(href({ templateKey: key }).searchParams.get("jkey"), key);
  for (const key of [undefined, null, "", "  "]) equal(href({ templateKey: key }).search, "");
});

test("PY-16 the title comes through, with signs, umlauts and 200 characters", () => {
  for (const title of ["C++ & C#", "Bäcker*in (m/w/d)", "ä".repeat(200), '100 % "Profi" <Süd>']) equal(href({ title }).searchParams.get("title"), title);
});

test("PY-17 PY-18 each utm value stands alone or with others, in one order, and nothing empty is left in the address", () => {
  const names = ["templateKey", "title", "utmSource", "utmMedium", "utmCampaign", "utmContent"] as const;
  const parameters = ["jkey", "title", "utm_source", "utm_medium", "utm_campaign", "utm_content"];
  for (let set = 0; set < 2 ** names.length; set++) {
    for (const empty of ["", " \t\n", null, undefined]) {
      const link = Object.fromEntries(names.map((name, index) => [name, set & (2 ** index) ? `v ${index}` : empty]));
      const url = href(link);
      deepEqual(
        [...url.searchParams.keys()],
        parameters.filter((_, index) => set & (2 ** index)),
      );
      ok(!/=(&|$)|[?&]$|&&|\+/.test(url.href), url.href);
    }
  }
});
