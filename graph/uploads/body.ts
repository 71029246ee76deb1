import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';

export interface Body {
  /** What the sender calls it. */
  name: string | undefined;
  content: Readable;
}

/** The request can't be read as a file. */
export class UnreadableBody extends Error {}

/** The file in a request: the first of a form, else the body as it is. */
export async function bodyOf(request: IncomingMessage): Promise<Body> {
  const type = request.headers['content-type'] ?? '';
  if (/^multipart\//i.test(type)) return fileInForm(request);
  const disposition = /filename="?([^";]+)"?/i.exec(request.headers['content-disposition'] ?? '');
  return { name: disposition?.[1], content: request };
}

function fileInForm(request: IncomingMessage): Promise<Body> {
  const { promise, resolve, reject } = Promise.withResolvers<Body>();
  let form: Busboy;
  try {
    form = new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: { files: 1, fields: 20, fieldSize: 10_000, parts: 30, headerPairs: 50 },
    });
  } catch {
    throw new UnreadableBody('the form has no boundary');
  }
  let file: Readable | undefined;
  form.on('file', (_field, content, name) => {
    file = content;
    resolve({ name, content });
  });
  const broken = (error: Error): void => {
    reject(new UnreadableBody('the form is broken'));
    file?.destroy(error);
  };
  form.on('error', broken as never);
  form.on('finish', () => reject(new UnreadableBody('the form holds no file')));
  request.on('error', broken);
  request.on('close', () => {
    if (!request.complete) broken(new Error('aborted'));
  });
  request.pipe(form as unknown as NodeJS.WritableStream);
  return promise;
}
