/** How long a talk has lasted: it runs, or it is held while the speaker answers a question. */
export interface TalkClock {
  /** Milliseconds it had run when it was last held. */
  ran: number;
  /** When it was started again, in milliseconds of `Now.mono`; null while it is held. */
  since: number | null;
}

export const atZero: TalkClock = { ran: 0, since: null };

/** Milliseconds the talk has lasted. */
export function elapsed({ ran, since }: TalkClock, mono: number): number {
  return since === null ? ran : ran + Math.max(mono - since, 0);
}

export function started(clock: TalkClock, mono: number): TalkClock {
  return clock.since === null ? { ...clock, since: mono } : clock;
}

export function held(clock: TalkClock, mono: number): TalkClock {
  return clock.since === null ? clock : { ran: elapsed(clock, mono), since: null };
}

/** Whether it was never started since it was last set to zero. */
export function isAtZero({ ran, since }: TalkClock): boolean {
  return ran === 0 && since === null;
}
