// Finds the Chromium that tests, benchmarks and screenshots run in: CHROME_PATH, then the system's, then npm's packaged one.
import { accessSync, constants } from "node:fs";

export interface BrowserStart {
  executablePath: string;
  args: string[];
}

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

// Runs as root and without a network: no sandbox, no calls of its own.
const args = ["--no-sandbox", "--disable-background-networking", "--disable-quic"];

export async function findChromium(): Promise<BrowserStart> {
  // Without a UTF-8 locale Chromium saves "Müller.pdf" as "download".
  if (!/utf-?8/i.test(process.env["LC_ALL"] ?? process.env["LANG"] ?? "")) process.env["LC_ALL"] = "C.UTF-8";
  const named = process.env["CHROME_PATH"];
  const executablePath = named || usualPlaces.find(canRun) || (await packaged());
  return { executablePath, args };
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function packaged(): Promise<string> {
  // The package unpacks the libraries that a bare machine lacks only where it believes to be in such a runtime.
  process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs22.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  return chromium.executablePath();
}
