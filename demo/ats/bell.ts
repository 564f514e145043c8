// Work that is rung for: never twice at once, once more when it is rung for meanwhile, and again later when it fails.

const retryMs = 2000;

export type Bell = { ring(): Promise<void>; close(): void };

/** `work` goes on where it stopped, and stops between two steps once `closed` says so. */
export function createBell(work: (closed: () => boolean) => Promise<void>, everyMs: number): Bell {
  let working: Promise<void> | undefined;
  let again = false;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;
  const clock = setInterval(() => void ring(), everyMs);

  async function workOff(): Promise<void> {
    do {
      again = false;
      await work(() => isClosed);
    } while (again && !isClosed);
  }

  function ring(): Promise<void> {
    again = true;
    working ??= workOff()
      .catch(() => {
        clearTimeout(retry);
        if (!isClosed) retry = setTimeout(() => void ring(), retryMs);
      })
      .finally(() => (working = undefined));
    return working;
  }

  return {
    ring,
    close() {
      isClosed = true;
      clearInterval(clock);
      clearTimeout(retry);
    },
  };
}
