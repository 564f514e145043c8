// Asks again every few seconds, only while the page is on show, and at once when it comes back; each second after an action.

export interface Poll {
  /** Now, besides the rhythm. */
  again(): Promise<void>;
  /** Something was done whose effect is awaited. */
  hurry(): void;
  stop(): void;
}

const HURRY_MS = 10_000;

export function poll(everyMs: number, ask: (signal: AbortSignal) => Promise<void>): Poll {
  const end = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let hurryUntil = 0;

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    // What is under way was asked before whatever calls for this.
    while (running) await running;
    if (end.signal.aborted) return;
    running = ask(end.signal).finally(() => (running = undefined));
    await running;
    clearTimeout(timer);
    if (!end.signal.aborted && !document.hidden) timer = setTimeout(() => void run(), Date.now() < hurryUntil ? 1_000 : everyMs);
  };
  const onChange = (): void => {
    if (document.hidden) clearTimeout(timer);
    else void run();
  };
  document.addEventListener("visibilitychange", onChange, { signal: end.signal });
  window.addEventListener("online", onChange, { signal: end.signal });
  void run();

  return {
    again: run,
    hurry() {
      hurryUntil = Date.now() + HURRY_MS;
      void run();
    },
    stop() {
      clearTimeout(timer);
      end.abort();
    },
  };
}
