// A tar file (POSIX.1-1988, ustar) of small parts, written and read in one go: any machine can look into it.

const BLOCK = 512;
const utf8 = new TextEncoder();
const NAME_AT_MOST = 100;

export type Part = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, "0")}\0`;

const header = (name: string, size: number): Uint8Array<ArrayBuffer> => {
  if (utf8.encode(name).length > NAME_AT_MOST) throw new Error(`"${name}" is too long a name for an archive`);
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string) => block.set(utf8.encode(text), at);
  put(0, name);
  put(100, octal(0o600, 8));
  put(108, octal(0, 8));
  put(116, octal(0, 8));
  put(124, octal(size, 12));
  // No moment: the same tenant makes the same archive.
  put(136, octal(0, 12));
  put(148, " ".repeat(8));
  put(156, "0");
  put(257, "ustar\u000000");
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
};

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

export const tarOf = ({ name, bytes }: Part): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(BLOCK + bytes.length + padding(bytes.length));
  all.set(header(name, bytes.length));
  all.set(bytes, BLOCK);
  return all;
};

export const TAR_END = new Uint8Array(2 * BLOCK);

const textAt = (block: Uint8Array, at: number, length: number): string => new TextDecoder().decode(block.subarray(at, at + length)).split("\0")[0] ?? "";

/** The parts in the order in which they were written; a file that ends too early is an error. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  let waiting: Uint8Array[] = [];
  let held = 0;
  const chunks = source[Symbol.asyncIterator]();
  const take = async (length: number): Promise<Uint8Array<ArrayBuffer>> => {
    while (held < length) {
      const next = await chunks.next();
      if (next.done) throw new Error("the archive ends too early: it is not whole");
      waiting.push(next.value);
      held += next.value.length;
    }
    const taken = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const [first = new Uint8Array(), ...rest] = waiting;
      const wanted = first.subarray(0, length - filled);
      taken.set(wanted, filled);
      filled += wanted.length;
      waiting = wanted.length === first.length ? rest : [first.subarray(wanted.length), ...rest];
    }
    held -= length;
    return taken;
  };
  for (;;) {
    const block = await take(BLOCK);
    if (block.every((byte) => byte === 0)) return;
    const name = textAt(block, 0, NAME_AT_MOST);
    const size = Number.parseInt(textAt(block, 124, 12), 8);
    if (textAt(block, 257, 5) !== "ustar" || !Number.isSafeInteger(size) || size < 0) throw new Error("this is no archive of ats-bridge");
    const bytes = await take(size);
    await take(padding(size));
    yield { name, bytes };
  }
}
