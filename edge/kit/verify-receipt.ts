// Proves a receipt of an export or an erasure: a detached JWS (RFC 7515, appendix F), EdDSA, with the keys at /.well-known/jwks.json.
import { Unreadable, WrongSignature } from "./errors.ts";
import type { Jwks, Receipt } from "./shapes.ts";

const utf8 = new TextEncoder();
const TYP = "ats-bridge-receipt+jws";

const base64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));

type Header = { readonly alg?: unknown; readonly kid?: unknown; readonly typ?: unknown };

const readJws = (jws: string): { protectedPart: string; header: Header; signature: Uint8Array<ArrayBuffer> } => {
  const [protectedPart = "", payload, last = "", ...more] = jws.split(".");
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(protectedPart)));
    if (payload === "" && more.length === 0 && typeof header === "object" && header !== null) return { protectedPart, header, signature: fromBase64Url(last) };
  } catch {
    // Said below.
  }
  throw new Unreadable("the receipt's signature is no detached JWS: header..signature");
};

/** The receipt, if a key of the bridge has signed it as it stands; throws a `VerificationError` otherwise. */
export const verifyReceipt = async (receipt: Receipt, signature: string, jwks: Jwks): Promise<Receipt> => {
  const { protectedPart, header, signature: bytes } = readJws(signature);
  if (header.alg !== "EdDSA" || header.typ !== TYP) throw new WrongSignature("this signature is for something else than a receipt");
  const jwk = jwks.keys.find((key) => key.kid !== undefined && key.kid === header.kid);
  if (jwk?.kty !== "OKP" || jwk.crv !== "Ed25519" || jwk.x === undefined) throw new WrongSignature("the receipt names a key that the bridge does not publish");
  const key = await crypto.subtle.importKey("jwk", { kty: "OKP", crv: "Ed25519", x: jwk.x }, "Ed25519", false, ["verify"]);
  const signed = utf8.encode(`${protectedPart}.${base64Url(utf8.encode(JSON.stringify(receipt)))}`);
  if (!(await crypto.subtle.verify("Ed25519", key, bytes, signed))) throw new WrongSignature("the receipt is not as it was signed");
  return receipt;
};
