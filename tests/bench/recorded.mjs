/**
 * Slidev is not built here for each run: these are the figures of its built page with the same decks, measured once with
 * the same probes on a computer like this one (two cores, no GPU, Chromium 156). Its slide-change work can't be told from
 * outside, since it draws after its handler has returned: the growth is that of the time until the second frame.
 */
export const slidev = {
  label: "Slidev 52.20.1, recorded 2026-11-23",
  work: { "2000/20": 1.0 },
  shown: { "2000/20": 1.51, "of plain Reveal, 2000": 0.82 },
  nodes: { "2000/20": 1.13 },
  megabytes: { "2000-20": 14 },
  saved: 0.56,
};
