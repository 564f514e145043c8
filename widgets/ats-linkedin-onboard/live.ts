// Asks again and again: every 2 s for two minutes after an action, then every 15 s; never while the page is hidden, at once when it is back.

export interface Live {
  /** Something was done whose effect is awaited. */
  act(): void;
  stop(): void;
}

/** `ask` answers whether there is a point in asking again by itself. */
export function keepLive(ask: () => Promise<boolean>): Live {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hurryUntil = 0;
  let asking = false;
  let stopped = false;

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    if (asking || stopped) return;
    asking = true;
    const again = await ask();
    asking = false;
    if (again && !stopped && !document.hidden) timer = setTimeout(run, Date.now() < hurryUntil ? 2_000 : 15_000);
  };
  const onReturn = (): void => {
    if (document.hidden) clearTimeout(timer);
    else void run();
  };
  document.addEventListener('visibilitychange', onReturn);
  window.addEventListener('online', onReturn);
  void run();

  return {
    act() {
      hurryUntil = Date.now() + 120_000;
      void run();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onReturn);
      window.removeEventListener('online', onReturn);
    },
  };
}
