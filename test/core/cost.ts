/**
 * Milliseconds of the processor that `work` takes: the least of `times` runs. Other work on the machine does not
 * count, and what the engine does beside it now and then (compiling, collecting garbage) is in the least run rarely.
 */
export function costOf(work: () => void, times = 3): number {
  const costs = Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...costs);
}
