// The content policies: one for every page, and one for the single page on which LinkedIn's own script runs.

export type PolicyParts = {
  edgeUrl: string;
  vendorsUrl: string;
  vendorWidget: boolean;
};

/** What a page needs for the elements: the edge for scripts, styles and calls, the edge and the vendor for frames, one Trusted Types policy. */
export function pagePolicy({ edgeUrl, vendorsUrl, vendorWidget }: PolicyParts): string {
  const widget = vendorWidget ? ` ${vendorsUrl}` : "";
  return [
    "default-src 'none'",
    `script-src 'self' ${edgeUrl}${widget}`,
    `style-src 'self' ${edgeUrl}${widget}`,
    `connect-src 'self' ${edgeUrl}`,
    "img-src 'self'",
    `frame-src ${edgeUrl} ${vendorsUrl}`,
    // Forms come here alone, but the button that opens the interview suite is led on to the edge or the suite, and browsers ask the policy again.
    `form-action 'self' ${edgeUrl} ${vendorsUrl}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types ats-bridge",
  ].join("; ");
}

/**
 * For the page with `<ats-linkedin-onboard>` and no other. In earnest `linkedin` is `https://platform.linkedin.com https://www.linkedin.com`.
 *
 * Trusted Types are not required here: LinkedIn's script sets the addresses of further scripts as plain text, and a policy that let that pass
 * would have to let everything pass. So the page that is open to LinkedIn shows nobody's data. An ATS that must not make the
 * exception leaves the element out, and offers the link to the hosted page, which has an origin of its own.
 */
export function linkedinPolicy({ edgeUrl, vendorsUrl: linkedin }: PolicyParts): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${edgeUrl} ${linkedin}`,
    `style-src 'self' ${edgeUrl} ${linkedin}`,
    // LinkedIn gives its frame a size by style attributes; style elements stay out.
    "style-src-attr 'unsafe-inline'",
    `connect-src 'self' ${edgeUrl} ${linkedin}`,
    `img-src 'self' data: ${linkedin}`,
    `frame-src ${linkedin}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
