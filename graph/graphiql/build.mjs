// Bundles the GraphiQL page and its workers into dist/graph/graphiql, so that it is served without the internet.
import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const outdir = at('../../dist/graph/graphiql');
const bundled = { bundle: true, minify: true, outdir, logLevel: 'warning', target: 'es2022' };

await mkdir(outdir, { recursive: true });
await Promise.all([
  build({
    ...bundled,
    entryPoints: { page: at('page.jsx') },
    format: 'esm',
    jsx: 'automatic',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    define: { 'process.env.NODE_ENV': '"production"' },
  }),
  build({
    ...bundled,
    entryPoints: {
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    format: 'iife',
  }),
  copyFile(at('index.html'), `${outdir}/index.html`),
]);
