// Answers come in any order: what was asked last about something is what counts, and an older answer shows nothing.

export class Latest<Key> {
  private readonly asked = new Map<Key, number>();
  private count = 0;

  /** Notes a question; tells, when its answer is there, whether no other was asked since. */
  ask(about: Key): () => boolean {
    const turn = ++this.count;
    this.asked.set(about, turn);
    return () => this.asked.get(about) === turn;
  }

  /** No answer on its way counts any more. */
  forget(about: Key): void {
    this.asked.delete(about);
  }
}
