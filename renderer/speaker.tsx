import "@fontsource-variable/bricolage-grotesque/standard.css";
import "./tokens.css";
import "./speaker.css";
import "./speaker-buttons.css";
import "./speaker-panes.css";
import "./speaker-splitter.css";
import "./speaker-panels.css";
import "./speaker-overview.css";
import "./ink-layer.css";
import "./badge.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { showBadge } from "./badge.ts";
import { connect } from "./connection.ts";
import { Board } from "./speaker-board.tsx";
import { perform } from "./speaker-do.ts";
import { hearKeys } from "./speaker-keys.ts";
import { openConsole } from "./speaker-state.ts";
import { unanswered } from "./unanswered.ts";
import { keepTaste } from "./speaker-taste.ts";
import { takeToken } from "./token.ts";

/** The speaker's console: a view of the talk. What it knows comes from the app; what it does is asked of the app. */
const BEAT_MS = 1_000;
/** The stages of the console come first, in milliseconds. */
const WARM_MS = 1_500;
const client = connect(takeToken());
const on = openConsole(client);

client.on("console", (key) => perform(on, key));
client.on("badge", showBadge);
hearKeys(on);
keepTaste(on);
effect(() => {
  const { dataset } = document.documentElement;
  document.documentElement.lang = on.lang.value;
  document.title = `${on.say("console")} · ${on.desk.value?.title ?? "MTInov Stage"}`;
  dataset["scheme"] = on.taste.value.scheme;
});
// The first overview of a talk is there as quickly as the next ones: its page is loaded once the stages have theirs.
setTimeout(() => requestIdleCallback(on.overview.warm), WARM_MS);
setInterval(() => client.beat(null).catch(unanswered), BEAT_MS);
render(<Board on={on} />, document.querySelector("#console") ?? document.body);
