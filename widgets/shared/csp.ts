// The page's Content Security Policy speaks through one event only: what it blocks otherwise fails without a reason.

/** Tells when the directive blocks the address; answers the function that ends the watch. */
export function watchCsp(directive: "connect-src" | "frame-src", url: string, onBlocked: () => void): () => void {
  const { origin } = new URL(url);
  return watchViolations(({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === directive && blockedURI.startsWith(origin)) onBlocked();
  });
}

/** Tells of all that the page's policies hold back, until the answered function is called. */
export function watchViolations(onViolation: (event: SecurityPolicyViolationEvent) => void): () => void {
  document.addEventListener("securitypolicyviolation", onViolation);
  return () => document.removeEventListener("securitypolicyviolation", onViolation);
}
