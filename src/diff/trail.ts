import { escapeToken } from './pointer.js';

/** The token of the document itself, which stands before the first slash of every pointer. */
export const ROOT = '';

/**
 * Where a walk through a document stands. Entering and leaving writes no text: a pointer is built when a difference
 * asks for one, and the part that neighbours share is built once.
 */
export class Trail {
  private readonly tokens: (string | number)[] = [];
  /** For each depth that was asked for, the pointer so far and the slash that a child's token follows. */
  private readonly prefixes: string[] = [ROOT];

  enter(token: string | number): void {
    this.tokens.push(token);
  }

  leave(): void {
    this.tokens.pop();
    if (this.prefixes.length > this.tokens.length + 1) this.prefixes.pop();
  }

  /** The pointer to where the walk stands. */
  here(): string {
    return this.prefix().slice(0, -1);
  }

  /** The pointer to a child of where the walk stands. */
  child(token: string | number): string {
    return this.prefix() + escapeToken(token);
  }

  private prefix(): string {
    for (let depth = this.prefixes.length; depth <= this.tokens.length; depth++) {
      this.prefixes.push(`${this.prefixes[depth - 1]}${escapeToken(this.tokens[depth - 1] as string | number)}/`);
    }
    return this.prefixes[this.tokens.length] as string;
  }
}
