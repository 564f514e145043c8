// Files of applicants: bytes that were uploaded, or bytes made up on the way out, so that a test can ask for any size.

/** A file with its bytes, or one of `size` bytes that never exists in memory as a whole. */
export type Media = { mimeType: string; fileName: string } & ({ bytes: Uint8Array<ArrayBuffer> } | { size: number });

const pieceBytes = 64 * 1024;

/** The byte at `offset` of a made-up file, so that a test can foretell its hash. */
export function madeUpByte(offset: number): number {
  return (offset % 251) ^ ((offset >>> 16) & 0xff);
}

export function sizeOf(media: Media): number {
  return "bytes" in media ? media.bytes.length : media.size;
}

export function streamOf(media: Media): ReadableStream<Uint8Array<ArrayBuffer>> {
  const size = sizeOf(media);
  let offset = 0;
  return new ReadableStream({
    pull(controller) {
      if (offset >= size) return controller.close();
      const length = Math.min(pieceBytes, size - offset);
      controller.enqueue("bytes" in media ? media.bytes.slice(offset, offset + length) : madeUpPiece(offset, length));
      offset += length;
    },
  });
}

function madeUpPiece(offset: number, length: number): Uint8Array<ArrayBuffer> {
  const piece = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) piece[index] = madeUpByte(offset + index);
  return piece;
}
