import { describe, expect, it } from "vitest";
import { keyName, keyTable, press, type Pressed } from "../core/keys.ts";

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: "",
  ctrl: false,
  alt: false,
  shift: false,
  ...more,
});
const meaning = (key: string, more: Partial<Pressed> = {}) => press("", pressed(key, more)).command;

describe("the keys of a talk", () => {
  it("are each in the table once", () => {
    const keys = keyTable.flatMap((row) => row.keys.map((key) => key.toLowerCase()));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(keyTable.flatMap(({ command, keys }) => keys.map((key) => [key, command] as const)))(
    "%s means what the list says",
    (key, command) => {
      const [, held, name = key] = /^(Ctrl|Shift)\+(.+)$/.exec(key) ?? [];
      const event = { ctrl: held === "Ctrl", shift: held === "Shift" };
      expect(meaning(name === "Space" ? " " : name, event)).toBe(command);
      if (/^[A-Z]$/.test(name)) expect(meaning(name.toLowerCase(), event)).toBe(command);
    },
  );

  it("mean nothing with another modifier, so that the browser's own stay", () => {
    expect(meaning("s", { ctrl: true })).toBeNull();
    expect(meaning("ArrowLeft", { alt: true })).toBeNull();
    expect(meaning("0", {})).toBeNull();
  });

  it("take a number and Enter for a slide, on a French keyboard too", () => {
    const type = (...keys: Pressed[]) =>
      keys.reduce((typed, key) => press(typed.digits, key), press("", pressed("x")));
    expect(type(pressed("1"), pressed("2"), pressed("Enter")).command).toEqual({ goto: 12 });
    const french = [pressed("&", { code: "Digit1" }), pressed("à", { code: "Digit0" })];
    expect(type(...french, pressed("Enter")).command).toEqual({ goto: 10 });
    expect(type(pressed("1"), pressed("x"), pressed("Enter")).command).toBe("next");
    expect(type(pressed("0"), pressed("Enter")).command).toBe("next");
    expect(
      type(pressed("1"), pressed("Shift", { shift: true }), pressed("2"), pressed("Enter")).command,
    ).toEqual({
      goto: 12,
    });
    expect(
      type(...Array.from({ length: 9 }, () => pressed("9")), pressed("Enter")).command,
    ).toEqual({ goto: 99_999 });
  });

  it("are named as they are printed", () => {
    expect(keyName("Ctrl++", "fr")).toBe("Ctrl + +");
    expect(keyName("Shift+Space", "fr")).toBe("Maj + Espace");
    expect(keyName("PageDown", "en")).toBe("Page Down");
  });
});
