// Asks again every few seconds, only while the page is on show, and at once when it comes back.

export interface Poll {
  /** Now, besides the rhythm. */
  again(): Promise<void>;
  stop(): void;
}

export function poll(everyMs: number, ask: (signal: AbortSignal) => Promise<void>): Poll {
  const end = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    // What is under way was asked before whatever calls for this.
    while (running) await running;
    if (end.signal.aborted) return;
    running = ask(end.signal).finally(() => (running = undefined));
    await running;
    clearTimeout(timer);
    if (!end.signal.aborted && !document.hidden) timer = setTimeout(() => void run(), everyMs);
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
    stop() {
      clearTimeout(timer);
      end.abort();
    },
  };
}
