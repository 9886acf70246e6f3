/** Thrown by `AlertBook.list` for a cursor that is not its own, or of another order: bad input. Continues "cursor …". */
export class InvalidCursorError extends Error {
  constructor() {
    super('does not belong to this list; leave it out to start at the first page');
    this.name = 'InvalidCursorError';
  }
}
