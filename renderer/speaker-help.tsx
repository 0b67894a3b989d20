import { keyName, keyTable, numberRow } from "../core/keys.ts";
import type { Console } from "./speaker-state.ts";

/** What every key does: made from the very table that reads them. */
export function Help({ on }: { on: Console }) {
  const lang = on.lang.value;
  return (
    <dl class="keys" tabIndex={0}>
      {[...keyTable, numberRow].map(({ keys, says }) => (
        <div key={says.fr}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{keyName(key, lang)}</kbd>
            ))}
          </dt>
          <dd>{says[lang]}</dd>
        </div>
      ))}
    </dl>
  );
}
