// Serves a fetch handler on loopback, and stops it without waiting for idle connections.
import { once } from "node:events";
import { createAdaptorServer } from "@hono/node-server";

export type Listening = { port: number; url: string; close(): Promise<void> };

/** Port 0 takes a free one. The address printed says `localhost`; the socket is 127.0.0.1 alone. */
export async function listen(fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return {
    port: address.port,
    url: `http://localhost:${address.port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
}
