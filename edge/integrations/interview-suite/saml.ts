// SAML 2.0, started by us (identity-provider initiated, POST binding): https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf 4.1.5.
// Signatures are xml-crypto's: RSA-SHA256 over the assertion and over the response.
import { SignedXml } from "xml-crypto";
import { html, raw } from "hono/html";
import * as v from "valibot";
import { chooseLanguage } from "../../core/connection-texts.ts";
import type { Texts } from "../../core/connection-texts.ts";
import { findConnection } from "../../core/connections.ts";
import { toHex } from "../../core/keyring.ts";
import { Refusal, notFound } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import type { Hook } from "../../routes/hook.ts";
import { pem, publishedKeys, signingKey } from "./keys.ts";
import type { SigningKey } from "./keys.ts";
import { settingsOf } from "./references.ts";
import { issueTicket, takeTicket } from "./tickets.ts";

const PROVIDER = "interview-suite";
const TICKET_MS = 2 * 60_000;
const VALID_MS = 5 * 60_000;
const SKEW_MS = 60_000;
const EMAIL_FORMAT = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
const SIGNATURE = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256";
const C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

const SignOn = v.object({ user: v.object({ id: v.string(), name: v.string(), email: v.string() }), target: v.string() });
type SignOn = v.InferOutput<typeof SignOn>;

const samlOf = async (edge: Edge, tenant: string) => {
  const connection = await findConnection(edge, tenant, PROVIDER);
  const sso = connection && settingsOf(connection).sso;
  if (sso?.type !== "saml") throw notFound("sign-on");
  return sso;
};

export const samlEntity = (edge: Edge, tenant: string): string => `${edge.settings.publicUrl}/embed/idp/${tenant}/saml`;

/** Without what XML 1.0 cannot hold. */
const escapeXml = (text: string) =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
const randomId = () => `_${toHex(crypto.getRandomValues(new Uint8Array(20)))}`;

const signed = (xml: string, key: SigningKey, element: "Assertion" | "Response"): string => {
  const signature = new SignedXml({ privateKey: pem("PRIVATE KEY", key.pkcs8), publicCert: key.public, signatureAlgorithm: SIGNATURE, canonicalizationAlgorithm: C14N });
  signature.addReference({ xpath: `//*[local-name(.)='${element}']`, transforms: [ENVELOPED, C14N], digestAlgorithm: DIGEST });
  // Issuer comes first, the signature right after it: the schema's order.
  signature.computeSignature(xml, { location: { reference: `//*[local-name(.)='${element}']/*[local-name(.)='Issuer']`, action: "after" } });
  return signature.getSignedXml();
};

/** The whole answer, base64. Valid for five minutes, for this address and audience only. */
export const samlResponse = async (edge: Edge, tenant: string, { acsUrl, audience }: { acsUrl: string; audience: string }, user: SignOn["user"]): Promise<string> => {
  const at = (offsetMs: number) => new Date(edge.now() + offsetMs).toISOString();
  const [issuer, destination, now] = [escapeXml(samlEntity(edge, tenant)), escapeXml(acsUrl), at(0)];
  const assertion = `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${randomId()}" Version="2.0" IssueInstant="${now}"><saml:Issuer>${issuer}</saml:Issuer><saml:Subject><saml:NameID Format="${EMAIL_FORMAT}">${escapeXml(user.email)}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${at(VALID_MS)}" Recipient="${destination}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${at(-SKEW_MS)}" NotOnOrAfter="${at(VALID_MS)}"><saml:AudienceRestriction><saml:Audience>${escapeXml(audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${now}" SessionIndex="${randomId()}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement><saml:Attribute Name="name" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml:AttributeValue>${escapeXml(user.name)}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>`;
  const key = await signingKey(edge, tenant, "saml");
  const response = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${randomId()}" Version="2.0" IssueInstant="${now}" Destination="${destination}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${signed(assertion, key, "Assertion")}</samlp:Response>`;
  const bytes = new TextEncoder().encode(signed(response, key, "Response"));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
};

/** A page that signs this user in once, within two minutes. */
export const samlSignOn = async (edge: Edge, tenant: string, user: { id: string; name: string; email?: string | undefined }, target: string): Promise<string> => {
  if (user.email === undefined) throw new Refusal({ status: 400, code: "email-missing", message: "signing in by SAML needs the user's e-mail address" });
  return `${edge.settings.publicUrl}/embed/interview-suite/sign-on/${await issueTicket(edge, tenant, "sign-on", { user, target }, TICKET_MS)}`;
};

const WORDS: Readonly<Record<"title" | "go", Texts>> = {
  title: {
    de: "Weiter zur Interview-Suite",
    en: "On to the interview suite",
    fi: "Siirrytään haastattelupalveluun",
    sv: "Vidare till intervjusviten",
    fr: "Vers la suite d'entretiens",
  },
  go: { de: "Weiter", en: "Continue", fi: "Jatka", sv: "Fortsätt", fr: "Continuer" },
};
const SUBMIT = "document.forms[0].submit();";

const metadata = (edge: Edge, tenant: string, certificates: readonly string[]) => {
  const keys = certificates
    .map((each) => each.replaceAll(/-----[A-Z ]+-----|\s/g, ""))
    .map(
      (each) =>
        `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${each}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
    )
    .join("");
  const entity = escapeXml(samlEntity(edge, tenant));
  return `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entity}"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys}<md:NameIDFormat>${EMAIL_FORMAT}</md:NameIDFormat><md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${entity}"/></md:IDPSSODescriptor></md:EntityDescriptor>`;
};

export const samlHooks: readonly Hook[] = [
  {
    method: "GET",
    path: "/embed/idp/{tenant}/saml",
    summary: "SAML metadata: our name and certificates for this tenant",
    answers: { 200: "the metadata", 404: "no sign-on by SAML" },
    async serve(edge, http) {
      const tenant = http.req.param("tenant") ?? "";
      await samlOf(edge, tenant);
      return http.body(metadata(edge, tenant, await publishedKeys(edge, tenant, "saml")), 200, {
        "content-type": "application/samlmetadata+xml",
        "cache-control": "public, max-age=300",
      });
    },
  },
  {
    method: "GET",
    path: "/embed/interview-suite/submit.js",
    summary: "Sends the sign-on's form",
    answers: { 200: "the script" },
    serve: async (_edge, http) => http.body(SUBMIT, 200, { "content-type": "text/javascript; charset=utf-8", "cache-control": "public, max-age=3600" }),
  },
  {
    method: "GET",
    path: "/embed/interview-suite/sign-on/{ticket}",
    summary: "Signs a user in at the suite, once",
    answers: { 200: "a form that sends itself", 410: "used, or too late" },
    async serve(edge, http) {
      const ticket = await takeTicket(edge, "sign-on", http.req.param("ticket") ?? "", SignOn);
      if (!ticket) throw new Refusal({ status: 410, code: "sign-on-gone", message: "this sign-on was used or has ended: open the suite again" });
      const sso = await samlOf(edge, ticket.tenant);
      const language = chooseLanguage(http.req.header("accept-language"), undefined);
      // Browsers look at where the suite leads after the form, too.
      const response = await samlResponse(edge, ticket.tenant, sso, ticket.body.user);
      const page = html`${raw("<!doctype html>")}
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${WORDS.title[language]}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/embed/style.css"></head>
<body><main><header><h1>${WORDS.title[language]}</h1></header>
<form method="post" action="${sso.acsUrl}"><input type="hidden" name="SAMLResponse" value="${response}"><input type="hidden" name="RelayState" value="${ticket.body.target}"><button>${WORDS.go[language]}</button></form>
</main><script src="/embed/interview-suite/submit.js"></script></body>
</html>`;
      return http.html(page, 200, {
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "content-security-policy": `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action ${[sso.acsUrl, ticket.body.target].map((each) => new URL(each).origin).join(" ")} https://*.interview-suite.com; frame-ancestors 'none'; base-uri 'none'`,
      });
    },
  },
];
