import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export interface Asset {
  type: string;
  content: Buffer;
  gzipped: Buffer;
  etag: string;
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ttf: 'font/ttf',
};

/** Where `npm run build` puts the page. */
const folder = new URL('../graphiql/', import.meta.url);
const path = /^\/graphiql(?:\/(?<file>[\w-]+(?:\.[\w-]+)*))?\/?$/;
const compress = promisify(gzip);
const assets = new Map<string, Promise<Asset | undefined>>();

/** A file of the GraphiQL page; undefined when there is none of that path. */
export async function findAsset(pathname: string): Promise<Asset | undefined> {
  const match = path.exec(pathname);
  if (!match) return undefined;
  const file = match.groups?.file ?? 'index.html';
  const type = types[file.slice(file.lastIndexOf('.') + 1)];
  if (!type) return undefined;
  const known = assets.get(file) ?? read(file, type);
  const asset = await known;
  // Only what exists is remembered, so that nobody fills the memory with names.
  if (asset) assets.set(file, known);
  return asset;
}

async function read(file: string, type: string): Promise<Asset | undefined> {
  const content = await readFile(new URL(file, folder)).catch(() => undefined);
  if (!content) return undefined;
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  return { type, content, etag, gzipped: await compress(content) };
}
