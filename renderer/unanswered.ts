/** The app process is away or has gone on: what it sends next, at the latest with the next connection, says it all again. */
export function unanswered(error: unknown): void {
  console.info(error instanceof Error ? error.message : error);
}
