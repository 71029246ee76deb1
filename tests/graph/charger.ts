import { once } from 'node:events';
import { WebSocket } from 'ws';

/** What the charger answers to a call: a payload, an error, or nothing at all. */
export type Reply = object | { error: string } | undefined;

export interface Charger {
  /** The calls it got, in their order. */
  calls: { id: string; action: string; payload: Record<string, unknown> }[];
  /** Sends a call and gives the payload of its answer. */
  call(action: string, payload: object): Promise<Record<string, unknown>>;
  /** Writes a frame as it is. */
  write(frame: unknown[]): void;
  leave(): Promise<void>;
}

/** A charger of one socket, which answers what the test says. */
export async function connectCharger(
  url: string,
  protocol: string,
  reply: (action: string, payload: Record<string, unknown>) => Reply | Promise<Reply>,
): Promise<Charger> {
  const socket = new WebSocket(url, protocol);
  const asked = new Map<string, (payload: Record<string, unknown>) => void>();
  const calls: Charger['calls'] = [];
  const write = (frame: unknown[]) => socket.send(JSON.stringify(frame));
  socket.on('message', async (data) => {
    const [type, id, action, payload] = JSON.parse(String(data));
    if (type !== 2) {
      asked.get(id)?.(type === 3 ? action : { error: action });
      return;
    }
    calls.push({ id, action, payload });
    const answer = await reply(action, payload);
    if (answer === undefined) return;
    if ('error' in answer) write([4, id, answer.error, 'not today', {}]);
    else write([3, id, answer]);
  });
  await once(socket, 'open');
  let count = 0;
  return {
    calls,
    write,
    call: (action, payload) => {
      const id = `c${++count}`;
      const answered = new Promise<Record<string, unknown>>((resolve) => asked.set(id, resolve));
      write([2, id, action, payload]);
      return answered;
    },
    leave: async () => {
      if (socket.readyState === WebSocket.CLOSED) return;
      socket.close();
      await once(socket, 'close');
    },
  };
}
