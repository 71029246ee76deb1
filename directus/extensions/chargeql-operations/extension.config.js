import { minify } from 'rollup-plugin-esbuild';

/** Source files import each other as Node.js wants it, with `.js`; here the `.ts` beside is meant. */
const typescriptBehindJs = {
  name: 'typescript-behind-js',
  async resolveId(source, importer) {
    if (!source.startsWith('.') || !source.endsWith('.js')) return null;
    return this.resolve(source.replace(/\.js$/, '.ts'), importer, { skipSelf: true });
  },
};

// esbuild makes it small in a twentieth of the time that terser takes, which the command of the SDK would use.
export default { plugins: [typescriptBehindJs, minify()] };
