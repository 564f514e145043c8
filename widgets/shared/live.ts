// Asks again and again: every 2 s for two minutes after an action, then every 15 s; never while the page is hidden, at once when it is back.

export interface Live {
  /** Something was done whose effect is awaited. */
  act(): void;
  /** Something was done before we came, as far as its effect shows. */
  hurry(): void;
  stop(): void;
}

export const hurryMs = 120_000;

/** `ask` answers whether there is a point in asking again by itself. */
export function keepLive(ask: () => Promise<boolean>): Live {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hurryUntil = 0;
  let asking = false;
  let wanted = false;
  let stopped = false;

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    wanted = true;
    if (asking) return;
    asking = true;
    let again = true;
    while (wanted && !stopped) {
      wanted = false;
      again = await ask();
    }
    asking = false;
    if (again && !stopped && !document.hidden) timer = setTimeout(run, Date.now() < hurryUntil ? 2_000 : 15_000);
  };
  const hurry = (): void => void (hurryUntil = Date.now() + hurryMs);
  const onReturn = (): void => {
    if (document.hidden) return clearTimeout(timer);
    // Who comes back may have switched something on elsewhere.
    hurry();
    void run();
  };
  document.addEventListener("visibilitychange", onReturn);
  window.addEventListener("online", onReturn);
  void run();

  return {
    act() {
      hurry();
      void run();
    },
    hurry,
    stop() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onReturn);
      window.removeEventListener("online", onReturn);
    },
  };
}
