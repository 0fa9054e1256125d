import type { Environment } from './environment.js';
import type { Share } from './execution-segment.js';
import { Vu } from './vu.js';

/** The VUs of one thread: made once, used by one scenario after the other. */
export class VuPool {
  readonly #environment: Environment;
  readonly #share: Share;
  readonly #idle: Vu[] = [];
  readonly #all = new Set<Vu>();
  /** Ids in this instance of VUs that are gone. */
  readonly #vacant: number[] = [];
  #made = 0;

  /** `share` says which of all VUs of the run the pool's are, for their ids. */
  constructor(environment: Environment, share: Share) {
    this.#environment = environment;
    this.#share = share;
  }

  /** Makes VUs until there are so many, ready to run. Rejects with what the script's init code throws. */
  async fill(count: number): Promise<void> {
    while (this.#made < count) this.#idle.push(this.#make());
    await Promise.all(this.#idle.map(({ opened }) => opened));
  }

  acquire(): Vu {
    const vu = this.#idle.shift() ?? this.#make();
    this.#environment.counts.vusActive += 1;
    return vu;
  }

  /** Takes a VU back. One that was interrupted is of no further use: another takes its ids when there is need of one. */
  release(vu: Vu): void {
    this.#environment.counts.vusActive -= 1;
    if (vu.state !== 'over') {
      this.#idle.push(vu);
      return;
    }
    vu.close();
    this.#all.delete(vu);
    this.#vacant.push(vu.idInInstance);
  }

  /** Requests on their way. */
  get inFlight(): number {
    let sum = 0;
    for (const vu of this.#all) sum += vu.connections.inFlight;
    return sum;
  }

  closeAll(): void {
    for (const vu of this.#all) vu.close();
  }

  /** Ends iterations that wait for what can never come. */
  endForsaken(): void {
    for (const vu of this.#all) vu.endIfForsaken();
  }

  #make(): Vu {
    const vacant = this.#vacant.shift();
    const idInInstance = vacant ?? ++this.#made;
    const vu = new Vu(this.#environment, idInInstance, this.#share.nth(idInInstance - 1) + 1);
    if (vacant === undefined) this.#environment.counts.vusInitialized += 1;
    this.#all.add(vu);
    return vu;
  }
}
