import "@fontsource-variable/bricolage-grotesque/standard.css";
import { showBadge } from "./badge.ts";

/** The number of a display that has no window of the talk. It is in the address: `#2 projector`. */
const [number = "", ...label] = decodeURIComponent(location.hash.slice(1)).split(" ");
showBadge({ number: Number(number), label: label.join(" ") });
