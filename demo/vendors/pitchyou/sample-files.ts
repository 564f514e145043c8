// Two small files for whoever tries an interview without one at hand: a curriculum vitae and a picture of a certificate.
import { crc32, deflateSync } from "node:zlib";

/** A one-page PDF with a heading and lines; characters outside Latin-1 become question marks. */
export function samplePdf(heading: string, lines: string[]): Uint8Array<ArrayBuffer> {
  const text = [`BT /F1 22 Tf 60 770 Td (${escapePdf(heading)}) Tj ET`, ...lines.map((line, index) => `BT /F1 12 Tf 60 ${730 - index * 22} Td (${escapePdf(line)}) Tj ET`)].join(
    "\n",
  );
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const startOfTable = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${startOfTable}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, "latin1"));
}

function escapePdf(text: string): string {
  return text.replace(/[^\u0020-\u007e\u00a0-\u00ff]/g, "?").replace(/[\\()]/g, "\\$&");
}

/** A small picture of a certificate: a frame, a heading bar, lines and a seal. */
export function samplePng(): Uint8Array<ArrayBuffer> {
  const [width, height] = [320, 226];
  const rows = Buffer.alloc((width * 3 + 1) * height, 0xff);
  for (let y = 0; y < height; y += 1) {
    rows[y * (width * 3 + 1)] = 0;
    for (let x = 0; x < width; x += 1) rows.set(certificateColour(x, y), y * (width * 3 + 1) + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(Buffer.concat([signature, pngChunk("IHDR", header), pngChunk("IDAT", deflateSync(rows)), pngChunk("IEND", Buffer.alloc(0))]));
}

function certificateColour(x: number, y: number): [number, number, number] {
  const paper: [number, number, number] = [250, 249, 245];
  const ink: [number, number, number] = [11, 95, 107];
  const grey: [number, number, number] = [201, 203, 199];
  const onFrame = x > 11 && x < 308 && y > 11 && y < 214 && (x < 14 || x > 305 || y < 14 || y > 211);
  if (onFrame || (y > 44 && y < 58 && x > 88 && x < 232)) return ink;
  if ((x - 250) ** 2 + (y - 172) ** 2 < 400) return ink;
  if (y > 80 && y < 150 && y % 18 < 5 && x > 48 && x < 272) return grey;
  return y > 176 && y < 179 && x > 48 && x < 150 ? grey : paper;
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
