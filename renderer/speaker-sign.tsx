/** Signs drawn in one hand: 24 units square, one line of 2.6. A word always stands beside them. */
const paths = {
  tick: "M4 13l5 5L20 6",
  early: "M12 4a8 8 0 1 0 8 8M12 8v4l-4 2",
  late: "M12 4a8 8 0 1 1-8 8M12 8v4l4 2",
  over: "M12 4v10M12 18.5v.5",
  free: "M4 12c3-5 5-5 8 0s5 5 8 0",
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  hold: "M9 6v12M15 6v12",
  run: "M8 5l10 7-10 7z",
  close: "M6 6l12 12M18 6L6 18",
  laser: "M12 9a3 3 0 1 0 .01 0M12 2v3M12 19v3M2 12h3M19 12h3",
  pen: "M4 20l1-5L16 4l4 4L9 19z",
  highlighter: "M5 20h14M8 15l8-11 4 3-8 11H8z",
  eraser: "M8 19h12M4 14L13 5l7 7-7 7H9z",
  zoom: "M10 4a6 6 0 1 0 .01 0M15 15l5 5M10 7.5v5M7.5 10h5",
  undo: "M8 5L4 9l4 4M4 9h9a5 5 0 0 1 0 10h-3",
  clear: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  keep: "M12 4v11M7 11l5 5 5-5M5 20h14",
  search: "M10 4a6 6 0 1 0 .01 0M15 15l5 5",
  overview: "M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  sound: "M4 10v4h4l5 4V6L8 10zM17 9c1.5 2 1.5 4 0 6",
} as const;

export type SignName = keyof typeof paths;

export function Sign({ name }: { name: SignName }) {
  return (
    <svg class={`sign sign-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
