/**
 * How high the rows of a long list are, so that only those in sight need exist: estimates until a row has been
 * measured. Sums are kept in a Fenwick tree: looking up and changing one height take logarithmic time.
 */
export class Heights {
  private heights: number[] = [];
  /** By 1-based index: the sum of the last `index & -index` heights up to it. */
  private sums = new Float64Array(1);

  /** How many rows there are. */
  get count(): number {
    return this.heights.length;
  }

  /** The height of all rows. */
  get total(): number {
    return this.top(this.count);
  }

  /** The height of a row. */
  of(row: number): number {
    return this.heights[row] ?? 0;
  }

  /** Takes the height of a row; false when it is what it was, by half a unit. */
  set(row: number, height: number): boolean {
    const change = height - this.heights[row];
    if (!(Math.abs(change) >= 0.5)) return false;
    this.heights[row] = height;
    for (let at = row + 1; at < this.sums.length; at += at & -at) this.sums[at] += change;
    return true;
  }

  /** The height of all rows above a row. */
  top(row: number): number {
    let sum = 0;
    for (let at = Math.min(row, this.count); at > 0; at -= at & -at) sum += this.sums[at];
    return sum;
  }

  /** The row at a distance from the top; the first or last where it is outside; -1 without rows. */
  at(distance: number): number {
    let row = 0;
    let left = distance;
    let step = 1;
    while (step * 2 < this.sums.length) step *= 2;
    for (; step > 0; step >>= 1) {
      if (row + step < this.sums.length && this.sums[row + step] <= left) {
        row += step;
        left -= this.sums[row];
      }
    }
    return Math.min(row, this.count - 1);
  }

  /** Takes out rows and puts in others. */
  splice(start: number, removed: number, heights: readonly number[]): void {
    this.reset([...this.heights.slice(0, start), ...heights, ...this.heights.slice(start + removed)]);
  }

  /** Takes these heights for all rows. */
  reset(heights: readonly number[]): void {
    this.heights = [...heights];
    this.sums = new Float64Array(heights.length + 1);
    for (let at = 1; at < this.sums.length; at++) {
      this.sums[at] += this.heights[at - 1];
      const next = at + (at & -at);
      if (next < this.sums.length) this.sums[next] += this.sums[at];
    }
  }
}
