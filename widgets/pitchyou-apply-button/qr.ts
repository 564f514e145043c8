// Turns the apply link into a QR code, in the browser; the file comes with the first click on the offer.
import { encode } from "uqr";

/** A square of the given size in modules, and the path of its dark ones. */
export function qrCode(href: string): { size: number; path: string } {
  const { data, size } = encode(href, { border: 4 });
  const modules = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
  return { size, path: modules.join("") };
}
