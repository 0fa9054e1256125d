/** The most that is kept of one body, as it came and unpacked; with more the request fails (1702). */
export const LARGEST_BODY = 32 * 1024 * 1024;
/** Bodies up to this size always fit; of larger ones a thread keeps `ROOM` at the same time. */
const SMALL = 1024 * 1024;
const ROOM = 64 * 1024 * 1024;
/** What a chunk takes besides its bytes. */
const CHUNK_COST = 128;

let taken = 0;

/** The body of one answer while it comes in: bounded by itself and together with the others of its thread. */
export class KeptBody {
  #chunks: Buffer[] = [];
  #size = 0;

  /** Copies bytes of a buffer; false when there is no room for them, and then the body is of no use. */
  add(bytes: Buffer, from: number, to: number): boolean {
    const before = this.#large();
    this.#size += to - from + CHUNK_COST;
    const more = this.#large() - before;
    taken += more;
    if (this.#size > LARGEST_BODY || (more > 0 && taken > ROOM)) {
      this.clear();
      return false;
    }
    this.#chunks.push(Buffer.from(bytes.subarray(from, to)));
    return true;
  }

  /** Hands the body over and is empty again. */
  take(): Buffer {
    const body = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    this.clear();
    return body;
  }

  clear(): void {
    taken -= this.#large();
    this.#size = 0;
    if (this.#chunks.length > 0) this.#chunks = [];
  }

  #large(): number {
    return this.#size > SMALL ? this.#size : 0;
  }
}
