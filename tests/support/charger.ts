import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';

export interface Dialling extends ClientOptions {
  /** Offered in this order; none when empty. */
  protocols?: string[];
}

/** One frame as it came. */
export type Frame = unknown[];

/** A bare end of a wire: sends what it is told, keeps what comes, answers nothing by itself. */
export class Charger {
  readonly frames: Frame[] = [];
  /** Code and reason, once closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  #read = 0;
  #lastId = 0;
  #heard: (() => void)[] = [];

  constructor(readonly socket: WebSocket) {
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      this.frames.push(JSON.parse(data.toString()) as Frame);
      for (const wake of this.#heard.splice(0)) wake();
    });
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => {
        for (const wake of this.#heard.splice(0)) wake();
        resolve({ code, reason: reason.toString() });
      }),
    );
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(frame: string | Buffer | unknown[]): void {
    this.socket.send(Array.isArray(frame) ? JSON.stringify(frame) : frame);
  }

  /** The next frame not yet read. */
  async next(ms = 10_000): Promise<Frame> {
    const end = Date.now() + ms;
    while (this.#read >= this.frames.length) {
      if (!this.isOpen) throw new Error('closed, nothing more will come');
      const left = end - Date.now();
      if (left <= 0) throw new Error(`no frame within ${ms} ms`);
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#heard.push(resolve);
        timer = setTimeout(resolve, left);
      });
      clearTimeout(timer);
    }
    return this.frames[this.#read++] as Frame;
  }

  /** Sends a frame as it is and reads what comes next. */
  async say(frame: string | unknown[]): Promise<Frame> {
    this.send(frame);
    return this.next();
  }

  /** A CALL under an id of its own and the frame that answers. */
  call(action: string, payload: object): Promise<Frame> {
    return this.say([2, `call-${++this.#lastId}`, action, payload]);
  }

  /** The next CALL we are asked; what else comes before it is passed by. */
  async asked(ms?: number): Promise<[2, string, string, Record<string, unknown>]> {
    for (;;) {
      const frame = await this.next(ms);
      if (frame[0] === 2) return frame as [2, string, string, Record<string, unknown>];
    }
  }

  hangUp(code = 1000): Promise<{ code: number; reason: string }> {
    this.socket.close(code);
    return this.closed;
  }
}

/** Connects; rejects when the handshake is refused. */
export async function dial(
  url: string,
  { protocols = ['ocpp1.6'], ...options }: Dialling = {},
): Promise<Charger> {
  const socket = new WebSocket(url, protocols, { perMessageDeflate: false, ...options });
  const charger = new Charger(socket);
  await once(socket, 'open');
  return charger;
}

export const boot16 = { chargePointVendor: 'Vendor', chargePointModel: 'Model' };
export const boot2 = {
  reason: 'PowerUp',
  chargingStation: { vendorName: 'Vendor', model: 'Model' },
};
