// A cap on bodies that refuses by the announced length without touching the body; one that announces none is counted as it comes.
import { bodyLimit } from "hono/body-limit";
import type { Context, MiddlewareHandler } from "hono";

export const limitBody = (maxSize: number, onError: (http: Context) => Response): MiddlewareHandler => {
  const counted = bodyLimit({ maxSize, onError });
  return async (http, next) => {
    const announced = http.req.header("content-length");
    // Hono's own looks at the body first, and on Node a looked-at request is five times as dear.
    if (announced === undefined || http.req.header("transfer-encoding") !== undefined) return counted(http, next);
    return Number(announced) > maxSize ? onError(http) : next();
  };
};
