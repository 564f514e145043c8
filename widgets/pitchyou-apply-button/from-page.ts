// What a job ad already says about itself: its utm values, and its job as JSON-LD (https://schema.org/JobPosting).
import { utmNames, type ApplyLink } from "./apply-url.ts";

/** Completes a link from the page: utm values if asked (`override`: the page's go first), job id and title where they are absent. */
export function completeFromPage(link: ApplyLink, utmFromPage: boolean | string | null | undefined): ApplyLink {
  const complete = { ...link };
  if (utmFromPage === "" || utmFromPage) {
    const page = new URLSearchParams(location.search);
    for (const name of utmNames) {
      const [own, theirs] = [link[`utm${name}`], page.get(`utm_${name.toLowerCase()}`)?.trim()];
      complete[`utm${name}`] = utmFromPage === "override" ? theirs || own : String(own ?? "").trim() || theirs;
    }
  }

  const posting = findJobPosting(document);
  complete.jobId = String(link.jobId ?? "").trim() || posting.id;
  // The page's title belongs to the page's job: a button for another job must not borrow it.
  if (!link.title && (posting.id ?? complete.jobId) === complete.jobId) complete.title = posting.title;
  return complete;
}

/** Answers only for a page with exactly one posting: on a list of jobs, a guess would send the application to the wrong one. */
export function findJobPosting(page: Document): { id?: string; title?: string } {
  const postings = [...page.querySelectorAll('script[type="application/ld+json"]')]
    .flatMap((script) => objectsIn(parse(script.textContent)))
    .filter((node) => [node["@type"]].flat().includes("JobPosting"));
  const [posting] = postings;
  if (!posting || postings.length > 1) return {};

  const { identifier, title } = posting;
  const id = isObject(identifier) ? identifier["value"] : identifier;
  return { ...(isScalar(id) && { id: String(id).trim() }), ...(isScalar(title) && { title: String(title) }) };
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...objectsIn(value["@graph"])] : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return;
  }
}
