// Who is calling: the socket's address, or what a trusted proxy says of it.
import ipaddr from "ipaddr.js";
import type { Edge } from "../ports.ts";

/** An address or a block in CIDR form, IPv4 or IPv6. */
export const isAddressBlock = (text: string): boolean => ipaddr.isValidCIDR(text) || ipaddr.isValid(text);

/** IPv4 inside IPv6 counts as IPv4. */
export const isWithin = (address: string, blocks: readonly string[]): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return blocks.some((block) => {
    const [base, bits] = block.includes("/") ? ipaddr.parseCIDR(block) : [ipaddr.process(block), undefined];
    return base.kind() === parsed.kind() && parsed.match(base, bits ?? (parsed.kind() === "ipv4" ? 32 : 128));
  });
};

type Asked = { readonly env?: { readonly address?: string | undefined }; readonly req: { header(name: string): string | undefined } };

/** A forwarding header counts only as far as trusted proxies have written it: read from the right. */
export const clientAddress = (edge: Edge, http: Asked): string | null => {
  let address = http.env?.address ?? null;
  const hops = (http.req.header("x-forwarded-for") ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  while (address !== null && isWithin(address, edge.settings.trustedProxies) && hops.length > 0) address = hops.pop() ?? address;
  return address;
};
