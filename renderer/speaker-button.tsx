import type { ComponentChildren } from "preact";
import { Sign, type SignName } from "./speaker-sign.tsx";

interface Props {
  onPress(): void;
  sign?: SignName;
  /** On or off; undefined for a button that does something once. */
  pressed?: boolean;
  /** `main` is the one saffron action. */
  kind?: "main" | "plain";
  /** Says more than the words on it, or the words of a sign. */
  label?: string;
  keys?: string;
  disabled?: boolean;
  children?: ComponentChildren;
}

/** A button of the console: 44 px at least, a word or a name, and what key does the same. */
export function Button({
  onPress,
  sign,
  pressed,
  kind = "plain",
  label,
  keys,
  disabled,
  children,
}: Props) {
  return (
    <button
      type="button"
      class={`button ${kind}${children ? "" : " round"}`}
      aria-pressed={pressed}
      // What is written on it comes first, so that it can be said to it (WCAG 2.5.3).
      aria-label={label && typeof children === "string" ? `${children} ${label}` : label}
      aria-keyshortcuts={keys}
      title={children ? undefined : label}
      disabled={disabled}
      onClick={(event) => {
        // A hand that clicked goes on with the keyboard: the space bar must move the talk, not press again.
        if (event.detail > 0) event.currentTarget.blur();
        onPress();
      }}
    >
      {sign && <Sign name={sign} />}
      {children && <span>{children}</span>}
    </button>
  );
}
