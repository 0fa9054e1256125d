import type { Environment } from './environment.js';
import type { Share } from './execution-segment.js';
import { Vu } from './vu.js';

/** The VUs of one thread: made once, used by one scenario after the other. */
export class VuPool {
  readonly #environment: Environment;
  readonly #share: Share;
  readonly #idle: Vu[] = [];
  readonly #all = new Set<Vu>();
  #made = 0;

  /** `share` says which of all VUs of the run the pool's are, for their ids. */
  constructor(environment: Environment, share: Share) {
    this.#environment = environment;
    this.#share = share;
  }

  /** Makes VUs until there are so many. Throws what the script's init code throws. */
  fill(count: number): void {
    while (this.#made < count) this.#idle.push(this.#make());
  }

  acquire(): Vu {
    const vu = this.#idle.shift() ?? this.#make();
    this.#environment.counts.vusActive += 1;
    return vu;
  }

  /** Takes a VU back; one that was interrupted is of no further use, and another takes its place. */
  release(vu: Vu): void {
    this.#environment.counts.vusActive -= 1;
    if (vu.state !== 'over') {
      this.#idle.push(vu);
      return;
    }
    vu.close();
    this.#all.delete(vu);
    this.#idle.push(this.#track(new Vu(this.#environment, vu.idInInstance, vu.idInTest)));
  }

  closeAll(): void {
    for (const vu of this.#all) vu.close();
  }

  #make(): Vu {
    const id = this.#made++;
    const vu = this.#track(new Vu(this.#environment, id + 1, this.#share.nth(id) + 1));
    this.#environment.counts.vusInitialized += 1;
    return vu;
  }

  #track(vu: Vu): Vu {
    this.#all.add(vu);
    return vu;
  }
}
