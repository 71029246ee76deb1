/** Loaded into each test file's process: one whose tests are over but that does not end, or hangs before them, is ended. */
const limitMs = Number(process.env.TEST_FILE_TIMEOUT_MS);

if (process.env.NODE_TEST_CONTEXT && limitMs > 0)
  setTimeout(() => {
    const held = process.getActiveResourcesInfo().join(', ');
    process.stderr.write(`${process.argv[1]} still runs after ${limitMs / 1000} s, held by ${held}\n`);
    process.exit(1);
  }, limitMs).unref();
