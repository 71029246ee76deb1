/**
 * Runs in the page before anything else does: when the first card and the whole count were there, every frame and long
 * task while it is told to watch, and how long each keystroke took to be painted.
 */
export const probe = (stations: number): string => `
window.probe = (() => {
  const marks = {};
  let frames = [], tasks = [], keys = [], watching = false, last = 0;
  const everyFrame = (at) => {
    if (!marks.firstRows && document.querySelector('.card')) marks.firstRows = performance.now();
    if (marks.firstRows && !marks.all) {
      const count = document.querySelector('.filters .count')?.textContent ?? '';
      if (count.replace(/\\D/g, '') === '${stations}') {
        marks.all = performance.now();
        const asked = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/graphql'));
        marks.asked = Math.min(...asked.map(({ startTime }) => startTime));
      }
    }
    if (watching && last) frames.push(at - last);
    last = at;
    requestAnimationFrame(everyFrame);
  };
  requestAnimationFrame(everyFrame);
  new PerformanceObserver((list) => {
    if (watching) tasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ entryTypes: ['longtask'] });
  // A message sent from a frame's callback arrives when that frame has been drawn.
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(0);
  }));
  addEventListener('keydown', async ({ timeStamp }) => {
    if (watching) keys.push((await painted()) - timeStamp);
  }, true);
  return {
    marks,
    painted,
    watch() { frames = []; tasks = []; keys = []; last = 0; watching = true; },
    seen() { watching = false; return { frames, tasks, keys }; },
    scroll(selector, pixels, ms) {
      const element = document.querySelector(selector);
      const end = performance.now() + ms;
      return new Promise((done) => requestAnimationFrame(function step() {
        if (performance.now() > end) return done();
        if (element.scrollTop + element.clientHeight >= element.scrollHeight - 1) element.scrollTop = 0;
        element.scrollTop += pixels;
        requestAnimationFrame(step);
      }));
    },
  };
})();`;

/** When the page first asked the API, had its first cards, and all of them; ms since it began. */
export interface Marks {
  asked: number;
  firstRows: number;
  all: number;
}

/** What the page saw while it watched, in ms. */
export interface Seen {
  frames: number[];
  tasks: number[];
  keys: number[];
}
