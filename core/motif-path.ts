/** Smooth curves through points, written as short as a page can read them. */
export type Point = [x: number, y: number];

/** A closed Catmull-Rom curve as cubic Béziers. */
export function closed(points: readonly Point[]): string {
  const n = points.length;
  const at = (i: number) => points[(i + n) % n] as Point;
  return `${curve(n, at)}z`;
}

/** An open one; its ends are its first and last points. */
export function open(points: readonly Point[]): string {
  const n = points.length;
  const at = (i: number) => points[Math.min(n - 1, Math.max(0, i))] as Point;
  return curve(n - 1, at);
}

function curve(segments: number, at: (i: number) => Point): string {
  const start = rounded(at(0));
  let path = `M${start.join(" ")}`;
  let pen = start;
  for (let i = 0; i < segments; i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const near = shifted(from, before, to, 1 / 6);
    const far = shifted(to, after, from, 1 / 6);
    const end = rounded(to);
    path += `c${[near, far, end].flatMap((point) => relative(rounded(point), pen)).join(" ")}`;
    pen = end;
  }
  return path.replaceAll(" -", "-");
}

/** The point moved along the direction between two others. */
function shifted(point: Point, from: Point, to: Point, share: number): Point {
  return [point[0] + (to[0] - from[0]) * share, point[1] + (to[1] - from[1]) * share];
}

function relative([x, y]: Point, [fromX, fromY]: Point): string[] {
  return [short(x - fromX), short(y - fromY)];
}

function rounded([x, y]: Point): Point {
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The points that matter: what is left out lies within `tolerance` pixels of the line (Ramer, Douglas and Peucker). */
export function thinned(points: readonly Point[], tolerance: number): Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 3) return [...points];
  let farthest = 0;
  let most = 0;
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]];
  const length = Math.hypot(dx, dy) || 1;
  points.forEach(([x, y], i) => {
    const distance = Math.abs((x - first[0]) * dy - (y - first[1]) * dx) / length;
    if (distance > most) [most, farthest] = [distance, i];
  });
  if (most <= tolerance) return [first, last];
  const head = thinned(points.slice(0, farthest + 1), tolerance);
  return [...head.slice(0, -1), ...thinned(points.slice(farthest), tolerance)];
}
