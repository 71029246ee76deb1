import http from 'node:http';
import https from 'node:https';
import type { Question } from './speaks/dialect.js';
import type { Station } from './station.js';

export type UploadStatus = 'Uploading' | 'Uploaded' | 'Failed' | 'Canceled';

/** A log, as a station is asked for it. */
export interface LogOrder {
  name: string;
  location: string;
  retries?: number | undefined;
  /** How the next step is told; undefined where the version has no word for it. */
  tell: (status: UploadStatus) => Question<void> | undefined;
}

/** Seconds of the drivers' time before another attempt. */
const retryS = 30;

/** Uploads logs by HTTP PUT, as real ones do: under a location that ends in a slash by the file's own name. */
export class Logs {
  /** What went out last, for whoever compares it with what came in. */
  last: { name: string; content: string } | undefined;
  #current: { order: LogOrder; stop: AbortController } | undefined;

  constructor(readonly station: Station) {}

  /** @returns whether it ends an upload under way (N01.FR.12) */
  begin(order: LogOrder): { canceling: boolean; run: () => void } {
    const before = this.#current;
    const mine = { order, stop: new AbortController() };
    this.#current = mine;
    const run = async () => {
      before?.stop.abort();
      if (before) await this.#say(before.order, 'Canceled');
      await this.#upload(order, mine.stop.signal);
      if (this.#current === mine) this.#current = undefined;
    };
    return { canceling: before !== undefined, run: () => void run() };
  }

  async #upload(order: LogOrder, signal: AbortSignal): Promise<void> {
    const content = this.#content();
    await this.#say(order, 'Uploading');
    for (let attempt = 0; attempt <= (order.retries ?? 0) && !signal.aborted; attempt++) {
      if (attempt > 0) await new Promise<void>((done) => this.station.soon(retryS, done));
      const uploaded = await put(order, content, { signal, ca: this.station.trust.authorities });
      if (signal.aborted) return;
      if (!uploaded) continue;
      this.last = { name: order.name, content };
      return this.#say(order, 'Uploaded');
    }
    if (!signal.aborted) await this.#say(order, 'Failed');
  }

  async #say(order: LogOrder, status: UploadStatus): Promise<void> {
    const question = order.tell(status);
    if (question) await this.station.ask(question);
  }

  /** What the station knows of itself, line by line. */
  #content(): string {
    const { id, version, model, tally } = this.station;
    const variables = model.all().filter(({ access }) => access !== 'WriteOnly');
    return [
      `${new Date().toISOString()} ${id} ${version}`,
      ...variables.map((each) => `${each.component}.${each.name}=${model.valueOf(each)}`),
      `calls sent by its fleet: ${tally.sent}`,
      '',
    ].join('\n');
  }
}

/** By HTTP or HTTPS, trusting whom the station trusts for its CSMS. */
function put(
  { location, name }: LogOrder,
  content: string,
  { signal, ca }: { signal: AbortSignal; ca: string | string[] | undefined },
): Promise<boolean> {
  const url = location.endsWith('/') ? location + encodeURIComponent(name) : location;
  return new Promise((resolve) => {
    const failed = (): void => resolve(false);
    try {
      const send = url.startsWith('https:') ? https.request : http.request;
      const request = send(url, { method: 'PUT', signal, ca, agent: false }, (response) => {
        const { statusCode = 0 } = response;
        response.resume().on('end', () => resolve(statusCode >= 200 && statusCode < 300));
        response.on('error', failed);
      });
      request.on('error', failed).end(content);
    } catch {
      // an address of another kind, ftp for one
      failed();
    }
  });
}
