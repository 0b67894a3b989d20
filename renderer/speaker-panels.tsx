import { useLayoutEffect, useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { Button } from "./speaker-button.tsx";
import { Find } from "./speaker-find.tsx";
import { Help } from "./speaker-help.tsx";
import { More } from "./speaker-more.tsx";
import { Overview } from "./speaker-overview.tsx";
import type { Console } from "./speaker-state.ts";
import type { Word } from "./speaker-words.ts";

/** What opens over the console, one thing at a time. */
export function Panels({ on }: { on: Console }) {
  switch (on.open.value) {
    case null:
      return null;
    case "help":
      return (
        <Panel on={on} title="keysFor">
          <Help on={on} />
        </Panel>
      );
    case "search":
    case "jump":
      return (
        <Panel on={on} title={on.open.value}>
          <Find on={on} />
        </Panel>
      );
    case "overview":
      return (
        <Panel on={on} title="overview" wide>
          <Overview on={on} />
        </Panel>
      );
    case "more":
      return (
        <Panel on={on} title="more">
          <More on={on} />
        </Panel>
      );
    case "quit":
      return (
        <Panel on={on} title="quitSure">
          <div class="rows">
            <Button kind="main" onPress={() => (on.open.value = null)}>
              {on.say("stay")}
            </Button>
            <Button onPress={() => void on.client.end()}>{on.say("quit")}</Button>
          </div>
        </Panel>
      );
  }
}

interface PanelProps {
  on: Console;
  title: Word;
  wide?: boolean;
  children: ComponentChildren;
}

/** A modal dialog: it takes the focus, keeps it, and gives it back; Escape closes it. */
function Panel({ on, title, wide, children }: PanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current } = dialog;
    const before = document.activeElement;
    current?.showModal();
    return () => {
      current?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [title]);
  return (
    <dialog
      ref={dialog}
      class={wide ? "panel wide" : "panel"}
      aria-labelledby="panel-title"
      onCancel={(event) => {
        event.preventDefault();
        on.open.value = null;
      }}
      onClick={(event) => {
        // The ground around the panel.
        if (event.target === dialog.current) on.open.value = null;
      }}
    >
      <div class="panel-inside">
        <header>
          <h1 id="panel-title">{on.say(title)}</h1>
          <Button sign="close" label={on.say("close")} onPress={() => (on.open.value = null)} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
