/** Keeps two things that scroll together from running after each other. */

/**
 * One of the two, as the other sees it. Places are numbers that grow downwards: lines or offsets. An editor that is
 * asked to show a place at its top leaves some room above, for what may stick there; from then on that place, and not
 * the very top, is what the other one holds on to, until scrolling has used the difference up. So neither leaps when
 * the user turns from one to the other.
 */
export class Follower {
  private target: number | undefined;
  private quietUntil = 0;
  private lead = 0;
  private start = 0;
  /** Has it told of a scroll since it was moved? */
  private settled = true;

  /** `quiet`: for so many milliseconds after it was moved, it scrolls on our behalf; `now` gives milliseconds. */
  constructor(
    private readonly quiet: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** It is being moved so that this place is at the top. */
  moved(target: number): void {
    this.target = target;
    this.settled = false;
    this.quietUntil = this.now() + this.quiet;
  }

  /** For a while its scrolling is not the user's, whatever it shows. */
  hush(): void {
    this.target = undefined;
    this.settled = true;
    this.quietUntil = this.now() + this.quiet;
  }

  /** It shows the places from `start` to `end`: the place that the other is to show; undefined when it is to stay. */
  scrolled(start: number, end: number): number | undefined {
    const own = this.now() < this.quietUntil || !this.settled;
    if (own) {
      if (this.target !== undefined) this.lead = this.target >= start && this.target <= end ? this.target - start : 0;
      this.settled = true;
    } else {
      this.lead = Math.max(0, this.lead - Math.abs(start - this.start) / 2);
    }
    this.start = start;
    return own ? undefined : start + Math.min(this.lead, start);
  }
}
