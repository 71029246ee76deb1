/** Source files import each other as Node.js wants it, with `.js`; here the `.ts` beside is meant. */
const typescriptBehindJs = {
  name: 'typescript-behind-js',
  async resolveId(source, importer) {
    if (!source.startsWith('.') || !source.endsWith('.js')) return null;
    return this.resolve(source.replace(/\.js$/, '.ts'), importer, { skipSelf: true });
  },
};

export default { plugins: [typescriptBehindJs] };
