// The ATS's end of the webhook, in memory: keeps what arrives and answers as it is told.
export type Delivery = { readonly id: string; readonly headers: Headers; readonly body: string; readonly type: string; readonly data: Record<string, unknown> };

export const createReceiver = () => {
  const deliveries: Delivery[] = [];
  const receiver = {
    deliveries,
    /** What the next calls are answered with; 204 when it is empty. */
    answers: [] as (number | Response)[],
    async take(request: Request): Promise<Response> {
      const body = await request.text();
      const { type, data } = JSON.parse(body);
      deliveries.push({ id: request.headers.get("webhook-id") ?? "", headers: request.headers, body, type, data });
      const answer = receiver.answers.shift() ?? 204;
      return typeof answer === "number" ? new Response(null, { status: answer }) : answer;
    },
    of: (type: string) => deliveries.filter((each) => each.type === type),
  };
  return receiver;
};
