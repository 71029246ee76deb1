/** All 200,000 frames and handshakes and 20,000 documents, as long as it takes: `npm run fuzz`, FUZZ_SEED=… to repeat a run. */
process.env.FUZZ_FRAMES ||= '200000';
process.env.FUZZ_SECONDS ||= '3600';
process.env.FUZZ_DOCUMENTS ||= '20000';
process.env.TEST_FILE_TIMEOUT_MS ||= '18000000';
process.argv.push('fuzz', '--test-timeout=18000000');
await import('../run.js');
