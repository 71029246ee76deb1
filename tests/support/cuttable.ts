import { WebSocket } from 'ws';

/** A client's socket that may be cut at any moment, while it still connects too: `ws` tells of that by an error. */
export class CuttableSocket extends WebSocket {
  constructor(address: string | URL, protocols?: string | string[]) {
    super(address, protocols);
    this.on('error', () => undefined);
  }
}
