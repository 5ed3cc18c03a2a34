// Loaded before the emulator: ends the process when its standard input closes. The parent holds the other end, and the
// operating system closes it when the parent ends, also when it is killed.
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.resume();
