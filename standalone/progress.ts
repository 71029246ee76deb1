const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** Shows that something takes its time: one live line on a terminal, a plain one elsewhere. */
export async function during<T>(title: string, work: Promise<T>): Promise<T> {
  const { stderr } = process;
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  let frame = 0;
  const spin = () => stderr.write(`\r\x1b[2K${frames[frame++ % frames.length]} ${title} · ${seconds()} s`);
  if (!stderr.isTTY) stderr.write(`… ${title}\n`);
  const timer = stderr.isTTY ? setInterval(spin, 100) : undefined;
  try {
    const result = await work;
    clearInterval(timer);
    if (stderr.isTTY) stderr.write(`\r\x1b[2K✔ ${title} · ${seconds()} s\n`);
    return result;
  } catch (error) {
    clearInterval(timer);
    if (stderr.isTTY) stderr.write('\r\x1b[2K');
    throw error;
  }
}
